import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { deflateSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Uploads } from '../../src/access/uploads.js';
import { FairScheduler } from '../../src/platform/limits/fair-scheduler.js';
import type { TipImportView } from '../../src/intelligence/tips/tip-import.view.js';
import type { Answer, Client } from '../support/client.js';
import { figure } from '../support/figures.js';
import { Given } from '../support/given.js';
import { beginUpload, fileEntered, fileSent } from '../intelligence/imports.js';
import type { GivenAgency } from '../support/people.js';
import { freshNumber, icacReport, jsonBytes, zipOf } from '../support/tips.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { until } from '../support/until.js';

const rows = 'source,mode,receivedAt,state,narrative\npublic_complaint,reactive,2026-05-01T12:00:00Z,NE,It was seen.';

/** Number of measured requests per kind; zero by default, because a busy machine distorts the comparison. */
const rounds = Number(process.env['NEIGHBOUR_ROUNDS'] ?? 0);

let tracker: Tracker;
let given: Given;
let agency: GivenAgency;
let elsewhere: GivenAgency;
let sockets: Socket[] = [];

beforeAll(async () => {
  tracker = await startTracker({
    clock: new Date('2026-06-01T12:00:00Z'),
    // A measurement has the priority of production. Beside other work, a file would take minutes at it.
    workers: rounds > 0 && process.platform === 'linux' ? { niceIncrement: 19 } : {},
  });
  given = new Given(tracker);
  agency = await given.agency();
  elsewhere = await given.agency();
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await arrived(0);
});
afterAll(() => tracker.close());

async function supervisorOf(theirs: GivenAgency) {
  const { token, accountId } = await given.account({ agency: theirs, role: 'supervisor' });
  return { token, accountId, client: tracker.as({ token }) };
}

function tip(client: Client, over: object = {}): Promise<Answer<TipImportView>> {
  return client.send('POST', '/tip-imports', jsonBytes(icacReport({ reportId: freshNumber(), ...over })), {
    'content-type': 'application/json',
  });
}

/** Opens a connection where the start of a 16 MB file has arrived, and nothing more follows. */
async function begun(token: string, bytes: number): Promise<Socket> {
  const { hostname, port } = new URL(tracker.url);
  const head = ['POST /api/v1/tip-imports HTTP/1.1', 'host: localhost', `authorization: Bearer ${token}`];
  const said = ['content-type: application/octet-stream', 'content-length: 16777216'];
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(`${[...head, ...said].join('\r\n')}\r\n\r\n`);
  await new Promise((resolve) => socket.write(Buffer.alloc(bytes, 0x20), resolve));
  return socket;
}

async function arrived(bytes: number): Promise<void> {
  while (tracker.app.get(Uploads).bytesHeld !== bytes) await delay(5);
}

/** Answer to a file that arrives too slowly. The timeout answer of Node has no date. */
const ofTheRate = /^HTTP\/1\.1 408 [^]*\r\ndate: /i;

describe('an upload', () => {
  it('reserves no space for its announced size, and is aborted when no data arrive', async () => {
    const slow = await supervisorOf(agency);
    const begunOnes = await Promise.all(Array.from({ length: 12 }, () => begun(slow.token, 1)));
    const answers = begunOnes.map(async (socket) => String((await once(socket, 'data'))[0]));

    for (const theirs of [agency, elsewhere]) {
      const { client } = await supervisorOf(theirs);
      expect(await tip(client)).toMatchObject({ status: 200, body: { items: [{ outcome: 'created' }] } });
      expect(await fileSent(client, 'complaints', rows)).toMatchObject({ status: 200, body: { ready: 1 } });
    }
    expect(await tip(slow.client)).toMatchObject({ status: 200 });

    for (const answer of await Promise.all(answers)) expect(answer).toMatch(ofTheRate);
  });

  it('is aborted when data arrive too slowly', async () => {
    const slow = await supervisorOf(agency);
    const socket = await begun(slow.token, 1);
    const answer = once(socket, 'data');
    // Never idle, and always below the minimum rate.
    const drops = setInterval(() => socket.write(' '), 100);
    const [first] = (await answer) as [Buffer];
    clearInterval(drops);

    expect(String(first)).toMatch(ofTheRate);
  });

  it('uses the space of its account first for data that arrived, and leaves others theirs', async () => {
    const greedy = await supervisorOf(agency);
    const colleague = await supervisorOf(agency);
    await Promise.all([begun(greedy.token, 15_000_000), begun(greedy.token, 15_000_000)]);
    await arrived(30_000_000);
    const large = Buffer.alloc(6_000_000, 0x20);
    const send = (): Promise<Answer<unknown>> =>
      greedy.client.send('POST', '/tip-imports', large, { 'content-type': 'application/octet-stream' });

    expect(await send()).toMatchObject({
      status: 429,
      headers: { 'retry-after': '15' },
      body: { type: '/problems/too-many-uploads' },
    });
    expect(await tip(colleague.client)).toMatchObject({ status: 200 });
    expect(await tip((await supervisorOf(elsewhere)).client)).toMatchObject({ status: 200 });
  });

  it('does not count towards the rate limit when it is refused for lack of space', async () => {
    const greedy = await supervisorOf(agency);
    const held = await Promise.all([begun(greedy.token, 15_000_000), begun(greedy.token, 15_000_000)]);
    await arrived(30_000_000);
    const large = Buffer.alloc(6_000_000, 0x20);

    const statuses: number[] = [];
    // The rate is 30 per minute, and refused uploads do not count.
    for (let sent = 0; sent < 40; sent += 1) {
      const { status } = await greedy.client.send('POST', '/tip-imports', large, {
        'content-type': 'application/octet-stream',
      });
      statuses.push(status);
    }
    for (const socket of held) socket.destroy();
    await arrived(0);

    expect(statuses).toEqual(statuses.map(() => 429));
    expect((await tip(greedy.client)).status).toBe(200);
  });
});

describe('a long-running request', () => {
  /**
   * Waits until the work pauses for an upload of another account, whose bytes do not come. Work pauses for a request of
   * at most five seconds, so there is a new one each second.
   */
  async function pausedFor({ token }: { readonly token: string }, work: Promise<unknown>): Promise<void> {
    const state = { isOver: false };
    const end = (): void => {
      state.isOver = true;
    };
    work.then(end, end);
    const shares = tracker.app.get(FairScheduler);
    let begunAt = performance.now();
    while (shares.pausedCount === 0) {
      if (state.isOver) throw new Error('The work ended without a pause');
      if (performance.now() - begunAt > 1000) {
        await begun(token, 1);
        begunAt = performance.now();
      }
      await delay(1);
    }
    for (const socket of sockets) socket.destroy();
  }

  it('pauses while others are served, whatever its kind', async () => {
    const hungry = await supervisorOf(agency);
    const other = await supervisorOf(elsewhere);
    const [head = '', row = ''] = rows.split('\n');
    const file = [head, ...Array.from({ length: 8000 }, (_, at) => `${row} ${at}`)].join('\n');
    const report = (): Uint8Array => jsonBytes(icacReport({ reportId: freshNumber() }));
    const archive = zipOf(Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`${at}.json`, report()])));

    // A request of the other account is in progress and waits for its bytes.
    await begun(other.token, 1);
    const reading = fileSent(hungry.client, 'complaints', file);
    await pausedFor(other, reading);
    const read = await reading;
    expect(read).toMatchObject({ status: 200, body: { ready: 8000, faulty: 0 } });

    await begun(other.token, 1);
    const entering = fileEntered(hungry.client, read);
    await pausedFor(other, entering);
    expect(await entering).toMatchObject({ state: 'committed', logged: 8000 });

    await begun(other.token, 1);
    const importing = hungry.client.send<TipImportView>('POST', '/tip-imports', archive, {
      'content-type': 'application/zip',
    });
    await pausedFor(other, importing);
    const { status, body } = await importing;
    expect([status, body.items.length]).toEqual([200, 60]);
  });

  it('keeps the slot of its account while it pauses', async () => {
    const hungry = await supervisorOf(agency);
    const other = await supervisorOf(elsewhere);
    const file = `source,narrative\n${'x\n'.repeat(400_000)}`;
    const refused = (): Promise<Answer<unknown>> => fileSent(hungry.client, 'complaints', file);

    // On a fast machine the refusals alone are too little work for a pause.
    await tracker.app.get(FairScheduler).pauseOf(hungry.accountId)(1000);
    await begun(other.token, 1);
    // Each is refused at once, and the next waits for its slot.
    const refusals = Promise.all([refused(), refused()]);
    await pausedFor(other, refusals);

    expect((await refusals).map(({ status }) => status)).toEqual([422, 422]);
  });
});

function shareOf(took: readonly number[], part: number): number {
  return took.toSorted((a, b) => a - b)[Math.ceil(took.length * part) - 1] ?? 0;
}

/** Creates a PDF of some KB that takes seconds to read: a page of millions of operators, without a text. */
function longPdf(): Buffer {
  const content = deflateSync('q Q '.repeat(rounds > 0 ? 7_500_000 : 4_000_000));
  const objects = [
    Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
    Buffer.from('<</Type/Pages/Kids[3 0 R]/Count 1>>'),
    Buffer.from('<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<<>>>>'),
    Buffer.concat([
      Buffer.from(`<</Length ${content.length}/Filter/FlateDecode>>\nstream\n`),
      content,
      Buffer.from('\nendstream'),
    ]),
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const write = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
  };
  for (const [at, object] of objects.entries()) {
    offsets.push(length);
    write(Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]));
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  write(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF`,
    ),
  );
  return Buffer.concat(parts);
}

describe('a small tip', () => {
  interface HeldFile {
    readonly answer: Promise<string>;
    /** Sends the last byte, which the reader waits for. */
    readonly finish: () => void;
  }

  /** Sends all of a long file but its last byte. Most of its bytes are of a column that the import leaves out. */
  async function heldFile(sender: { readonly token: string; readonly client: Client }): Promise<HeldFile> {
    const { socket, answer } = await beginUpload(tracker.url, sender.client, sender.token, longFile.length);
    sockets.push(socket);
    socket.write(longFile.subarray(0, -1));
    return { answer, finish: () => socket.write(longFile.subarray(-1)) };
  }

  const longFile = Buffer.from(
    `${rows.replace('narrative\n', 'narrative,formerly\n')},x\n`.concat(
      `public_complaint,reactive,2026-05-01T12:00:00Z,NE,It was seen.,${'x'.repeat(10_000)}\n`.repeat(450),
    ),
  );

  it('is imported while long files of its task force and of another have every slot, and more wait', async () => {
    const honest = (await supervisorOf(agency)).client;
    const senders = await Promise.all([agency, agency, agency, elsewhere, elsewhere, elsewhere].map(supervisorOf));
    const held = await Promise.all(senders.map(heldFile));
    const answered: string[] = [];
    for (const { answer } of held) void answer.then((head) => answered.push(head));
    // Two files a task force are read and wait for their last byte. The third waits for a slot.
    await until(() => tracker.app.get(Uploads).load.taken === 4);
    await until(() => tracker.app.get(Uploads).load.waiting === 2);

    expect(await tip(honest)).toMatchObject({ status: 200, body: { items: [{ outcome: 'created' }] } });
    expect(answered).toEqual([]);

    for (const { finish } of held) finish();
    for (const { answer } of held) expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('accounts that send long files without end', () => {
  const file = longPdf();

  /** Sends long files from accounts until the work is over. */
  async function besideLongFiles(senders: readonly Client[], work: () => Promise<void>): Promise<void> {
    const state = { isOver: false };
    const accounts = new Set<Client>();
    const sending = senders.flatMap((client) =>
      Array.from({ length: 2 }, async () => {
        while (!state.isOver) {
          const { status } = await client.send('POST', '/tip-proposals', file, { 'content-type': 'application/pdf' });
          accounts.add(client);
          if (status !== 422) await delay(100);
        }
      }),
    );
    // Each account has read a file, and two more of it are on their way.
    while (accounts.size < senders.length) await delay(20);
    try {
      await work();
    } finally {
      state.isOver = true;
      await Promise.all(sending);
    }
  }

  /** Returns the duration of each small tip in milliseconds. */
  async function tipsOf(client: Client): Promise<number[]> {
    const sent: number[] = [];
    for (let at = 0; at < (rounds || 3); at += 1) {
      const began = performance.now();
      expect((await tip(client)).status).toBe(200);
      sent.push(performance.now() - began);
      await delay(50);
    }
    return sent;
  }

  // Who waits is proved by given numbers in src/access/upload-slots.spec.ts. How long is a figure, with NEIGHBOUR_ROUNDS.
  it('get no small tip refused, whether they are of its task force or of two others', async () => {
    const honest = (await supervisorOf(agency)).client;
    const another = await given.agency();
    const ofOthers = [elsewhere, elsewhere, another, another];
    const ofOwn = (rounds > 0 ? [1, 2, 3, 4, 5] : [3]).map((count) => Array.from({ length: count }, () => agency));
    await tipsOf(honest);
    const alone = shareOf(await tipsOf(honest), 0.95);
    const found: Record<string, number> = { 'p95 alone, in ms': Math.round(alone) };
    for (const theirs of [...ofOwn, ofOthers]) {
      const senders = await Promise.all(theirs.map(async (one) => (await supervisorOf(one)).client));
      let beside = NaN;
      await besideLongFiles(senders, async () => {
        beside = shareOf(await tipsOf(honest), 0.95);
      });
      const name = `${theirs.length} of ${theirs === ofOthers ? 'two others' : 'its task force'}`;
      found[`p95 beside ${name}, in ms`] = Math.round(beside);
      if (rounds > 0) expect(beside).toBeLessThanOrEqual(1.5 * alone);
    }
    if (rounds > 0) figure('small tips beside accounts with long files', { rounds, ...found });
  });
});

(rounds > 0 ? describe : describe.skip)('an account that sends hostile files without end', () => {
  it('makes tips, imports and exports of others at most half as long again', async () => {
    const query = { from: '2026-01-01', until: '2026-06-01' };
    const work: Readonly<Record<string, (client: Client) => Promise<{ readonly status: number }>>> = {
      tips: tip,
      imports: (client) => fileSent(client, 'complaints', rows),
      exports: (client) =>
        client.post('/exports/totals', {
          format: 'json',
          handling: 'unit_only',
          purpose: 'A measurement of others',
          query,
        }),
    };
    const p95Of = async (one: (client: Client) => Promise<{ readonly status: number }>): Promise<number> => {
      const took: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const { client } = await supervisorOf(elsewhere);
        const began = performance.now();
        expect((await one(client)).status).toBeLessThan(300);
        took.push(performance.now() - began);
      }
      return shareOf(took, 0.95);
    };
    const measured = async (): Promise<Record<string, number>> => {
      const found: Record<string, number> = {};
      for (const [name, one] of Object.entries(work)) found[name] = await p95Of(one);
      return found;
    };
    await measured();
    const without = await measured();

    const hostile = await supervisorOf(agency);
    const file = Buffer.from(`source,narrative\n${'x\n'.repeat(1_000_000)}`);
    let isOver = false;
    const attacks = Array.from({ length: 4 }, async () => {
      while (!isOver) {
        await fileSent(hostile.client, 'complaints', file, { overrides: { leavesOutOther: true } }).catch(() =>
          delay(50),
        );
      }
    });
    const withThem = await measured();
    isOver = true;
    await Promise.all(attacks);

    const shares = Object.keys(work).map((name) => (withThem[name] ?? 0) / (without[name] ?? 1));
    figure('one account and its neighbours', {
      rounds,
      ...Object.fromEntries(
        Object.keys(work).flatMap((name) => [
          [`p95 of ${name} without, in ms`, Math.round(without[name] ?? 0)],
          [`p95 of ${name} with, in ms`, Math.round(withThem[name] ?? 0)],
        ]),
      ),
    });
    expect(Math.max(...shares)).toBeLessThanOrEqual(1.5);
  });
});
