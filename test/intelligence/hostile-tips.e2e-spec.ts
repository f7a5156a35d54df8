import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Uploads } from '../../src/access/uploads.js';
import type { TipImportView } from '../../src/intelligence/tips/tip-import.view.js';
import { naughty } from '../fuzz/hostile.js';
import type { Answer, Client } from '../support/client.js';
import { Given } from '../support/given.js';
import type { GivenAgency } from '../support/people.js';
import { sendRaw } from '../support/raw.js';
import {
  freshNumber,
  halfTips,
  icacReport,
  jsonBytes,
  providerReport,
  replacedAt,
  textsIn,
  zipOf,
} from '../support/tips.js';
import { startTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;
let agency: GivenAgency;

beforeAll(async () => {
  tracker = await startTracker({ clock: new Date('2026-06-01T12:00:00Z'), config: { REQUESTS_PER_MINUTE: '100000' } });
  given = new Given(tracker);
  agency = await given.agency();
});
afterAll(() => tracker.close());

/** Creates another sender each time, because frequent senders are limited. */
async function somebody(): Promise<Client> {
  return tracker.as(await given.account({ agency, role: 'supervisor' }));
}

async function send(
  client: Client,
  file: Uint8Array,
  type = 'application/octet-stream',
): Promise<Answer<TipImportView>> {
  return client.send('POST', '/tip-imports', file, { 'content-type': type });
}

async function complaints(): Promise<number> {
  const [row] = await tracker.sql<{ n: number }>(
    'SELECT count(*)::int AS n FROM app.complaints WHERE task_force_id = $1',
    [agency.taskForceId],
  );
  return row?.n ?? 0;
}

/** Half of an import's limit, and more than remains beside two that have almost arrived. */
const large = Buffer.alloc(8_000_000, 0x20);
const laughs = `<?xml version="1.0"?><!DOCTYPE report [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<report reportId="1"><additionalInfo>&b;&b;&b;</additionalInfo></report>`;
const outside = '<!DOCTYPE report [<!ENTITY x SYSTEM "file:///etc/passwd">]><report reportId="1">&x;</report>';

function lyingZip(name: string, packed: Buffer, size: number, crc = 0): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(crc, 14);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(size, 22);
  head.writeUInt16LE(name.length, 26);
  const listed = Buffer.alloc(46);
  listed.writeUInt32LE(0x02014b50, 0);
  listed.writeUInt16LE(8, 10);
  listed.writeUInt32LE(crc, 16);
  listed.writeUInt32LE(packed.length, 20);
  listed.writeUInt32LE(size, 24);
  listed.writeUInt16LE(name.length, 28);
  const listAt = 30 + name.length + packed.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(listAt, 16);
  return Buffer.concat([head, Buffer.from(name), packed, listed, Buffer.from(name), end]);
}

const bomb = deflateRawSync(Buffer.alloc(64_000_000), { level: 9 });
const good = jsonBytes(icacReport());
const archive = zipOf({ 'a.json': good });

describe('a hostile file', () => {
  it.each([
    ['an empty file', Buffer.alloc(0), '#', 'is empty'],
    ['half a ZIP', archive.subarray(0, 200), '#', 'is an incomplete ZIP: its list of entries is missing'],
    [
      'a ZIP of photographs',
      zipOf({ 'p.jpg': Uint8Array.of(1) }),
      '#',
      'is an archive without a report in JSON or XML',
    ],
    [
      'too many tips',
      zipOf(Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`${at}.json`, '{}']))),
      '#',
      'is an archive of more than 500 reports',
    ],
  ])('is refused as a whole: %s', async (_, file, pointer, detail) => {
    const answer = await send(await somebody(), file);

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer, detail }] } });
  });

  it.each([
    ['a ZIP bomb with its true size', lyingZip('a.json', bomb, 64_000_000), 'too-large-unpacked'],
    ['a ZIP bomb with a false size', lyingZip('a.json', bomb, 500), 'damaged-zip'],
    [
      'a ZIP bomb just below the limit',
      lyingZip('a.json', deflateRawSync(Buffer.alloc(8_000_000)), 8_000_000),
      'packed-too-tightly',
    ],
    ['a nested ZIP', zipOf({ 'a.json': archive }), 'archive-in-archive'],
    ['expanding entities', Buffer.from(laughs), 'document-type'],
    ['an external entity', Buffer.from(outside), 'document-type'],
    ['UTF-16', Buffer.from(`\uFEFF${good.toString()}`, 'utf16le'), 'utf-16'],
    ['XML in UTF-16', Buffer.from(`\uFEFF${providerReport()}`, 'utf16le'), 'utf-16'],
    ['ISO 8859-1', Buffer.from(good.toString().replace('Rowan', 'Ren\u00e9'), 'latin1'), 'not-utf-8'],
    ['half a report', good.subarray(0, 500), 'not-json'],
    ['half a report in XML', Buffer.from(providerReport()).subarray(0, 500), 'not-xml'],
    ['a photograph', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16), 'not-utf-8'],
    ['a report of nine million letters', jsonBytes(icacReport({ x: 'x '.repeat(4_500_000) })), 'too-large'],
    ['an image in a text', jsonBytes(icacReport({ x: `data:image/png;base64,${'A'.repeat(40)}` })), 'unfit'],
    ['a duplicate key', Buffer.from('{"reportId":1,"reportId":2,"reportedInformation":{}}'), 'not-fit'],
    ['a prototype key', Buffer.from('{"reportId":1,"reportedInformation":{"__proto__":{"a":1}}}'), 'not-fit'],
  ])('is refused by name and leaves nothing stored: %s', async (_, file, refusedAs) => {
    const before = await complaints();

    const { status, body, text } = await send(await somebody(), file);

    expect(status).toBe(200);
    expect(body.items).toMatchObject([{ outcome: 'refused', refusedAs, complaintId: null }]);
    expect(text).not.toMatch(/rowan|passwd|root:/i);
    expect(await complaints()).toBe(before);
  });

  it('is not read beyond the limit of an import, nor by a route without files', async () => {
    const client = await somebody();

    expect((await send(client, Buffer.alloc(16_777_217, 0x20))).status).toBe(413);
    expect((await client.send('POST', '/complaints', providerReport(), { 'content-type': 'text/xml' })).status).toBe(
      415,
    );
    expect(
      (await client.send('POST', '/tip-imports', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }))
        .status,
    ).toBe(415);
  });

  it('is refused by its header before its body arrives', async () => {
    const head = ['POST /api/v1/tip-imports HTTP/1.1', 'host: localhost', 'content-length: 1000000000'];

    for (const type of ['application/json', 'application/zip']) {
      const answer = await sendRaw(tracker.url, `${[...head, `content-type: ${type}`].join('\r\n')}\r\n\r\n`);
      expect(answer).toMatchObject({ status: 413, headers: { connection: 'close' } });
    }
  });

  it('is refused while its sender’s limit is in use, and accepted after that upload is aborted', async () => {
    const { token } = await given.account({ agency, role: 'supervisor' });
    const client = tracker.as({ token });
    const begun = await Promise.all([halfSent(token, 15_000_000), halfSent(token, 15_000_000)]);

    while (tracker.app.get(Uploads).bytesHeld < 30_000_000) await delay(5);

    expect(await send(client, large)).toMatchObject({ status: 429, body: { type: '/problems/too-many-uploads' } });
    expect((await send(await somebody(), large)).status).toBe(200);

    for (const socket of begun) socket.destroy();
    while (tracker.app.get(Uploads).bytesHeld > 0) await delay(5);
    expect((await send(client, large)).status).toBe(200);
  });

  it('occupies no shared capacity before its sender is authenticated', async () => {
    const begun = await Promise.all(Array.from({ length: 8 }, () => halfSent('a-stranger')));

    // An accepted sender has no response yet, and occupies capacity meanwhile.
    await Promise.race([Promise.all(begun.map((socket) => once(socket, 'data'))), delay(3000)]);

    expect((await send(await somebody(), large)).status).toBe(200);
    for (const socket of begun) socket.destroy();
  });
});

async function halfSent(token: string, bytes = 100_000): Promise<Socket> {
  const { hostname, port } = new URL(tracker.url);
  const head = ['POST /api/v1/tip-imports HTTP/1.1', 'host: localhost', `authorization: Bearer ${token}`];
  const said = ['content-type: application/octet-stream', 'content-length: 16000000'];
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(`${[...head, ...said].join('\r\n')}\r\n\r\n`);
  socket.write(Buffer.alloc(bytes, 0x20));
  return socket;
}

describe('naughty strings', () => {
  it('are parsed or rejected in every field of a JSON report, without partial writes', async () => {
    const places = textsIn(icacReport()).filter(([key]) => key !== 'reportId');
    const files = naughty.map((text, at) => {
      const report = places.reduce<unknown>(
        (made, place) => replacedAt(made, place, text),
        icacReport({ reportId: freshNumber() }),
      );
      return [`${at}.json`, jsonBytes(report)] as const;
    });

    const { status, body } = await send(await somebody(), zipOf(Object.fromEntries(files)));

    expect(status).toBe(200);
    expect(body.items).toHaveLength(naughty.length);
    expect(body.items.filter(({ outcome }) => outcome === 'created').length).toBeGreaterThan(400);
    expect(await halfTips(tracker, agency)).toBe(0);
  });

  it('are parsed or rejected in every field of an XML report', async () => {
    const files = naughty.map((text, at) => {
      const number = freshNumber();
      const escaped = text.replace(/[<&]/g, (letter) => (letter === '<' ? '&lt;' : '&amp;'));
      return [
        `${at}.xml`,
        providerReport({ reportId: number }).replaceAll(/>[^<>\d\n]+</g, `>${escaped.replaceAll('$', '$$$$')}<`),
      ] as const;
    });

    const { status, body } = await send(await somebody(), zipOf(Object.fromEntries(files)));

    expect(status).toBe(200);
    expect(body.items).toHaveLength(naughty.length);
    expect(await halfTips(tracker, agency)).toBe(0);
  });
});
