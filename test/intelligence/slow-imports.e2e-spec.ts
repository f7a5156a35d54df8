import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { ImportView } from '../../src/intelligence/import/import.view.js';
import type { Answer, Client } from '../support/client.js';
import { Given } from '../support/given.js';
import type { GivenAccount, GivenAgency } from '../support/people.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { fileEntered } from './imports.js';

const head = 'source,externalReference,mode,receivedAt,state,narrative\n';
const narrative = 'It was seen in the harbor. '.repeat(400);
const lineOf = (n: number): string => `public_complaint,S-${n},reactive,2026-05-01T12:00:00Z,NE,${narrative}\n`;
const fileOf = (rows: number): string => head + Array.from({ length: rows }, (_, n) => lineOf(n)).join('');
/** File that is far larger than what is received before it is read. */
const large = fileOf(600);
/** File whose first rows are valid, and which has no end. */
const broken = `${fileOf(10)}"`;

let tracker: Tracker;
let server: Server;
let given: Given;
let agency: GivenAgency;
let account: GivenAccount;
let us: Client;
const sockets: Socket[] = [];

beforeAll(async () => {
  tracker = await startTracker({ clock: new Date('2026-06-01T12:00:00Z') });
  server = tracker.app.getHttpServer();
  given = new Given(tracker);
});
beforeEach(async () => {
  agency = await given.agency();
  account = await given.account({ agency, role: 'supervisor' });
  us = tracker.as(account);
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => tracker.close());

type Limits = Partial<Pick<Server, 'headersTimeout' | 'requestTimeout' | 'timeout'>>;

async function within<T>(limits: Limits, work: () => Promise<T>): Promise<T> {
  const { headersTimeout, requestTimeout, timeout } = server;
  Object.assign(server, limits);
  try {
    return await work();
  } finally {
    Object.assign(server, { headersTimeout, requestTimeout, timeout });
  }
}

async function begun(): Promise<Answer<ImportView>> {
  return us.post<ImportView>('/imports', { kind: 'complaints' });
}

function send({ body, etag }: Answer<ImportView>, file: string, by = us): Promise<Answer<ImportView>> {
  const headers = { 'content-type': 'text/csv', 'if-match': etag };
  return by.send<ImportView>('PUT', `/imports/${body.id}/file`, file, headers);
}

interface Line {
  readonly socket: Socket;
  readonly write: (text: string) => Promise<void>;
  /** Waits for a number of answers on the connection, and returns its text. */
  readonly answers: (count: number) => Promise<string>;
  readonly closed: Promise<unknown>;
}

/** Opens a connection that sends the head of a file, and announces its length. */
async function opened({ body, etag }: Answer<ImportView>, length: number): Promise<Line> {
  const { hostname, port } = new URL(tracker.url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  await once(socket, 'connect');
  const write = (more: string): Promise<void> =>
    new Promise((resolve) =>
      socket.write(more, () => {
        resolve();
      }),
    );
  const lines = [`PUT /api/v1/imports/${body.id}/file HTTP/1.1`, 'host: localhost', `if-match: ${etag}`];
  lines.push(`authorization: Bearer ${account.token}`, 'content-type: text/csv', `content-length: ${length}`);
  await write(`${lines.join('\r\n')}\r\n\r\n`);
  const answers = async (count: number): Promise<string> => {
    while (text.split('HTTP/1.1 ').length <= count) await delay(5);
    return text;
  };
  return { socket, write, answers, closed };
}

async function stateOf({ body }: Answer<ImportView>, by = us): Promise<string> {
  return (await by.get<ImportView>(`/imports/${body.id}`)).body.state;
}

async function inState(state: string, one: Answer<ImportView>): Promise<void> {
  while ((await stateOf(one)) !== state) await delay(5);
}

/** Runs while the staged rows are locked, so the tracker validates no row. */
async function whileStopped<T>(work: () => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: tracker.database.adminUrl });
  await admin.connect();
  try {
    await admin.query('BEGIN');
    await admin.query('LOCK TABLE staging.import_rows IN SHARE MODE');
    return await work();
  } finally {
    await admin.end();
  }
}

/** Waits until Node reports that a request is not complete in time. */
function lateRequest(): Promise<unknown> {
  return once(server, 'clientError');
}

async function countOf(table: 'import_rows' | 'import_faults', { body }: Answer<ImportView>): Promise<number> {
  const [row] = await tracker.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM staging.${table} WHERE batch_id = $1`,
    [body.id],
  );
  return row?.n ?? 0;
}

describe('a file', () => {
  it('is imported by a tracker that takes longer for it than for any other request', async () => {
    await within({ headersTimeout: 400, requestTimeout: 1000 }, async () => {
      const sending = await whileStopped(async () => {
        const late = lateRequest();
        const answer = send(await begun(), large);
        await late;
        return { answer };
      });
      const received = await sending.answer;

      expect(received).toMatchObject({ status: 200, body: { state: 'checked', ready: 600, faulty: 0 } });
      expect(await fileEntered(us, received)).toMatchObject({ state: 'committed', logged: 600 });
    });
  });

  it('may take longer to arrive than any other request, if it is fast enough', async () => {
    await within({ headersTimeout: 400, requestTimeout: 1000 }, async () => {
      const file = fileOf(100);
      const one = await begun();
      const line = await opened(one, file.length);
      let sent = 0;
      const drip = setInterval(() => {
        const next = file.slice(sent, Math.min(sent + 10_000, file.length - 1));
        sent += next.length;
        line.socket.write(next);
      }, 50);
      await lateRequest();
      clearInterval(drip);
      await line.write(file.slice(sent));

      expect(await line.answers(1)).toContain('HTTP/1.1 200 OK');
      // The next request on the connection has its own limit again.
      line.socket.write('GET /health/live HTTP/1.1\r\nhost: localhost\r\n');
      expect(await line.answers(2)).toContain('HTTP/1.1 408 Request Timeout');
    });
  });

  it('is read on a connection on which no byte moves', async () => {
    const one = await begun();
    const file = fileOf(10);
    await within({ timeout: 1000 }, async () => {
      const idle = new Promise((resolve) => {
        server.once('connection', (socket: Socket) => socket.once('timeout', resolve));
      });
      const line = await whileStopped(async () => {
        const connection = await opened(one, file.length);
        await connection.write(file);
        await idle;
        return connection;
      });

      expect(await line.answers(1)).toContain('HTTP/1.1 200 OK');
    });
  });

  it('that was refused early ends its connection if its rest dribbles', async () => {
    await within({ headersTimeout: 400, requestTimeout: 1000 }, async () => {
      const line = await opened(await begun(), 20_000_000);
      await line.write('\0'.repeat(5_000_000));
      expect(await line.answers(1)).toContain('HTTP/1.1 422 ');
      const drip = setInterval(() => line.socket.write(' '), 50);
      await line.closed;
      clearInterval(drip);
    });
  });
});

describe('an import whose file failed', () => {
  it('takes it again under the same version, if it was refused before it was read', async () => {
    const one = await begun();
    const slow = await opened(one, 1000);
    await slow.write('s');
    expect(await slow.answers(1)).toContain('HTTP/1.1 408 ');
    const cut = await opened(one, 1000);
    await cut.write('s');
    cut.socket.destroy();

    expect(await stateOf(one)).toBe('awaiting_file');
    expect(await send(one, fileOf(3))).toMatchObject({ status: 200, body: { state: 'checked', ready: 3 } });
  });

  it('takes it again after its connection broke, and keeps nothing of the first one', async () => {
    const one = await begun();
    const cut = await opened(one, large.length);
    await cut.write(large.slice(0, 5_500_000));
    while ((await countOf('import_rows', one)) === 0) await delay(5);
    cut.socket.destroy();
    await inState('failed', one);

    expect((await us.get<{ items: unknown[] }>(`/imports/${one.body.id}/rows`)).body.items).toEqual([]);
    const failed = await us.get<ImportView>(`/imports/${one.body.id}`);
    const again = await send(failed, fileOf(5));
    expect(again).toMatchObject({ status: 200, body: { state: 'checked', rows: 5, ready: 5, known: 0, faulty: 0 } });
    expect(await countOf('import_rows', one)).toBe(5);
    expect(await fileEntered(us, again)).toMatchObject({ state: 'committed', logged: 5 });
  });

  it('takes a corrected file, without the faults of the first one', async () => {
    const one = await begun();
    expect(await send(one, `${head}${'x,,,,,\n'.repeat(600)}"`)).toMatchObject({ status: 422 });
    expect(await countOf('import_faults', one)).toBeGreaterThan(0);
    const failed = await us.get<ImportView>(`/imports/${one.body.id}`);
    expect(failed.body).toMatchObject({ state: 'failed' });

    expect(await send(failed, fileOf(2))).toMatchObject({ status: 200, body: { ready: 2, faulty: 0 } });
    expect(await countOf('import_faults', one)).toBe(0);
  });

  it('takes it from a colleague after the session of the sender ended', async () => {
    const colleague = tracker.as(await given.account({ agency, role: 'supervisor' }));
    const sender = await given.account({ agency, role: 'supervisor' });
    const one = await begun();
    const sending = await whileStopped(async () => {
      const answer = send(one, fileOf(700), tracker.as(sender));
      await inState('receiving', one);
      await tracker.sql('UPDATE auth.sessions SET ended_at = now() WHERE account_id = $1', [sender.accountId]);
      return { answer };
    });
    expect((await sending.answer).status).toBe(401);
    await inState('failed', one);

    const failed = await colleague.get<ImportView>(`/imports/${one.body.id}`);
    expect(await send(failed, fileOf(4), colleague)).toMatchObject({ status: 200, body: { ready: 4 } });
  });

  it('takes it again after the tracker could not read it', async () => {
    const one = await begun();
    await tracker.sql('ALTER TABLE staging.import_rows ADD CONSTRAINT spec_never CHECK (false) NOT VALID');
    const refused = await send(one, fileOf(3)).finally(() =>
      tracker.sql('ALTER TABLE staging.import_rows DROP CONSTRAINT spec_never'),
    );
    expect(refused.status).toBeGreaterThanOrEqual(400);

    const failed = await us.get<ImportView>(`/imports/${one.body.id}`);
    expect(failed.body).toMatchObject({ state: 'failed' });
    expect(await send(failed, fileOf(3))).toMatchObject({ status: 200, body: { ready: 3 } });
  });

  it('takes one file at a time, and none after it was checked', async () => {
    const one = await begun();
    await send(one, broken);
    const failed = await us.get<ImportView>(`/imports/${one.body.id}`);
    const answers = await Promise.all([send(failed, fileOf(1)), send(failed, fileOf(1))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);

    const checked = await us.get<ImportView>(`/imports/${one.body.id}`);
    expect(await send(checked, fileOf(1))).toMatchObject({
      status: 409,
      body: { type: '/problems/invalid-import-state' },
    });
  });
});
