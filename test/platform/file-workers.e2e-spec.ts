import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { rowProgram, type RowSettings } from '../../src/intelligence/import/read-rows.js';
import { FileReader } from '../../src/platform/files/file-reader.js';
import { FileTooComplex } from '../../src/platform/http/problems.js';
import type { TipImportView } from '../../src/intelligence/tips/tip-import.view.js';
import type { Answer, Client } from '../support/client.js';
import { Given } from '../support/given.js';
import type { GivenAgency } from '../support/people.js';
import { freshNumber, halfTips, icacReport, jsonBytes, zipOf } from '../support/tips.js';
import { startTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;
let agency: GivenAgency;
let client: Client;

beforeAll(async () => {
  tracker = await startTracker({
    clock: new Date('2026-06-01T12:00:00Z'),
    config: { REQUESTS_PER_MINUTE: '100000' },
    workers: { maxHeapMegabytes: 40, maxThreads: 1 },
  });
  given = new Given(tracker);
  agency = await given.agency();
  client = tracker.as(await given.account({ agency, role: 'supervisor' }));
});
afterAll(() => tracker.close());

const good = (): Buffer => jsonBytes(icacReport({ reportId: freshNumber() }));
/** Elements that are many times larger in memory than in the file. */
const large = (): Buffer =>
  Buffer.from(`<report>${Array.from({ length: 49_000 }, (_, at) => `<a b="${at}" d="e"><f/></a>`).join('')}</report>`);

function send(file: Uint8Array): Promise<Answer<TipImportView>> {
  return client.send('POST', '/tip-imports', file, { 'content-type': 'application/octet-stream' });
}

const settings: RowSettings = {
  ...{
    kind: 'complaints',
    format: 'csv',
    mapping: {},
    constants: [],
    translations: [],
    headRow: null,
    leavesOutOther: true,
    agencies: new Map(),
    zone: 'UTC',
  },
  actor: { seat: { level: 'national' } },
  now: new Date(),
};

async function lotsOf(text: string, maxSeconds: number): Promise<number> {
  const bytes = Readable.from([Buffer.from(text)]) as AsyncIterable<Buffer>;
  let lots = 0;
  for await (const lot of tracker.app.get(FileReader).read(rowProgram, settings, bytes, { maxSeconds })) {
    lots += lot.kind === 'complaints' ? 1 : 0;
  }
  return lots;
}

describe('a worker thread that parses a file', () => {
  const headings = 'source,mode,receivedAt,state,narrative\n';

  it('is ended when the file takes too long, and the next file is parsed', async () => {
    const slow = headings + '\n'.repeat(1_900_000);

    await expect(lotsOf(slow, 0.001)).rejects.toThrow(FileTooComplex);
    expect(await lotsOf(`${headings}x,,,,\n`, 60)).toBe(1);
  });

  it('is ended when a report takes too much memory; the report is not stored, and the next one is', async () => {
    expect(await send(large())).toMatchObject({
      status: 422,
      body: { type: '/problems/file-too-complex', resource: 'memory' },
    });
    expect(await halfTips(tracker, agency)).toBe(0);
    expect(await send(good())).toMatchObject({ status: 200, body: { items: [{ outcome: 'created' }] } });
  });

  it('keeps the earlier reports of an archive, and rejects the later ones by name', async () => {
    const { status, body } = await send(zipOf({ 'a.json': good(), 'b.xml': large(), 'c.json': good() }));

    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { position: 1, outcome: 'created' },
      { position: 2, outcome: 'refused', refusedAs: 'file-too-complex' },
      { position: 3, outcome: 'refused', refusedAs: 'file-too-complex' },
    ]);
    expect(await halfTips(tracker, agency)).toBe(0);
  });

  it('takes no file of an account after ten that were too complex today, and warns of the account', async () => {
    const [hostile, colleague] = await Promise.all(
      [1, 2].map(async () => tracker.as(await given.account({ agency, role: 'supervisor' }))),
    );
    const sendAs = (one: Client | undefined, file: Buffer) =>
      one?.send('POST', '/tip-imports', file, { 'content-type': 'application/octet-stream' });
    const warn = jest.spyOn(Logger.prototype, 'warn');
    const statuses: (number | undefined)[] = [];
    for (let at = 0; at < 10; at += 1) statuses.push((await sendAs(hostile, large()))?.status);
    const warnings = warn.mock.calls.map(([said]) => said as { readonly problem?: string });
    warn.mockRestore();

    expect(statuses).toEqual(Array.from({ length: 10 }, () => 422));
    expect(warnings.filter(({ problem }) => problem === 'too-many-complex-files')).toHaveLength(1);
    const refused = await sendAs(hostile, good());
    expect(refused).toMatchObject({ status: 429, body: { type: '/problems/too-many-complex-files' } });
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    expect(await sendAs(colleague, good())).toMatchObject({ status: 200 });
  });

  it('is free for the next file when the client disconnects', async () => {
    const { hostname, port } = new URL(tracker.url);
    const { token } = await given.account({ agency, role: 'supervisor' });
    const file = zipOf(Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`${at}.json`, good()])));
    const before = await complaints();
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const head = ['POST /api/v1/tip-imports HTTP/1.1', 'host: localhost', `authorization: Bearer ${token}`];
    const said = ['content-type: application/octet-stream', `content-length: ${file.length}`];
    socket.write(`${[...head, ...said].join('\r\n')}\r\n\r\n`);
    socket.write(file);
    while ((await complaints()) === before) await delay(5);
    socket.destroy();

    expect(await send(good())).toMatchObject({ status: 200 });
    expect(await complaints()).toBeLessThan(before + 400);
  });
});

async function complaints(): Promise<number> {
  const [row] = await tracker.sql<{ n: number }>(
    'SELECT count(*)::int AS n FROM app.complaints WHERE task_force_id = $1',
    [agency.taskForceId],
  );
  return row?.n ?? 0;
}
