import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Role, SeatLevel } from '../../src/platform/actor/actor.js';
import { hashOf } from '../../src/platform/actor/token-hash.js';
import { Given } from '../support/given.js';
import { comparableContent, type Answer } from '../support/client.js';
import { replicaRoutesOf } from '../support/replica-routes.js';
import { startReplicatedTracker, type ReplicatedTracker } from '../support/replicated-tracker.js';
import { validRequests, type ValidRequest } from '../support/requests.js';
import { StatementLog } from '../support/statement-log.js';
import { startTracker, type Route, type Tracker } from '../support/tracker.js';
import { until } from '../support/until.js';
import {
  clientOf,
  columnsOf,
  createMatrix,
  differencesOf,
  formatLine,
  isToldApart,
  nameOf,
  pathOf,
  tableFile,
  type Column,
  type Matrix,
  type Sender,
} from './access-matrix.js';

/** Request of the access table to a route that a standby may answer. */
interface Cell {
  readonly route: Route;
  readonly right: ValidRequest;
  readonly sender: Sender;
  readonly column: Column;
}

/** Answer of the tracker, and the reads of its request on each server. */
interface Served {
  readonly answer: Answer;
  readonly standby: readonly string[];
  readonly primary: readonly string[];
}

/** Repetitions in all, each after a second, before an answer of the primary is a fault. */
const maxRepetitions = 60;
/** Statements of the primary for a read on the standby: the position of its log, and the trail of a refusal. */
const besides = /pg_current_wal_flush_lsn\(\)|\baudit\.note\(/;

let site: ReplicatedTracker;
let tracker: Tracker;
/** Tracker on the same database that knows no standby. */
let plain: Tracker;
let given: Given;
let matrix: Matrix;
let routes: readonly Route[];
let logs: Readonly<Record<'standby' | 'primary', StatementLog>>;

beforeAll(async () => {
  // The pool has fewer connections than concurrent senders, so each connection serves one seat after another.
  site = await startReplicatedTracker({ config: { DATABASE_POOL: '5' }, logsStatements: true });
  ({ tracker } = site);
  plain = await startTracker({ database: site.database });
  given = new Given(tracker);
  matrix = await createMatrix(given);
  routes = replicaRoutesOf(tracker);
  logs = {
    standby: new StatementLog((statement) => site.onStandby(statement)),
    primary: new StatementLog((statement) => tracker.sql(statement)),
  };
});
beforeEach(() => until(async () => (await site.metric('tracker_replica_usable')) === 1));
afterAll(async () => {
  await plain.close();
  await site.close();
});

function cellsOf(route: Route): Cell[] {
  const right = validRequests[nameOf(route)];
  if (!right) throw new Error(`${nameOf(route)} has no request in test/support/requests.ts`);
  return matrix.senders.flatMap((sender) => columnsOf(right).map((column) => ({ route, right, sender, column })));
}

function send(to: Tracker, { route, right, sender, column }: Cell): Promise<Answer> {
  const path = pathOf(to, route, right, matrix.places[column]);
  return clientOf(to, sender).send(route.method, path, undefined);
}

/** Sends the requests at the same time, and reads from the logs of both servers which of them answered each. */
async function serve(cells: readonly Cell[]): Promise<Map<Cell, Served>> {
  const answers = await Promise.all(cells.map(async (cell) => [cell, await send(tracker, cell)] as const));
  const [standby, primary] = [await logs.standby.read(), await logs.primary.read()];
  return new Map(
    answers.map(([cell, answer]) => {
      const request = answer.headers['x-request-id'] ?? '';
      const onPrimary = (primary.get(request) ?? []).filter((statement) => !besides.test(statement));
      return [cell, { answer, standby: standby.get(request) ?? [], primary: onPrimary }];
    }),
  );
}

let repetitions = 0;

/**
 * Repeats the requests that the primary answered, because the standby of a busy machine may apply the log too late. A
 * request is not repeated after a fault of the standby.
 */
async function serveByStandby(cells: readonly Cell[]): Promise<Map<Cell, Served>> {
  const all = await serve(cells);
  for (;;) {
    const left = cells.filter((cell) => !isReadByStandbyAlone(all.get(cell)));
    if (left.length === 0 || repetitions >= maxRepetitions || (await countFailures()) > 0) return all;
    repetitions += 1;
    // The primary answers for a second after a read that the standby was too late for.
    await delay(1000);
    for (const [cell, served] of await serve(left)) all.set(cell, served);
  }
}

/** Whether the standby read for an answer with a record or a 404, and the primary for none. */
function isReadByStandbyAlone(served: Served | undefined): boolean {
  if (!served || served.primary.length > 0) return false;
  return served.standby.length > 0 || ![200, 404].includes(served.answer.status);
}

function countFailures(): Promise<number> {
  return site.metric('tracker_replica_fallbacks_total', { reason: 'failed' }).then(Number);
}

describe('on a standby, the access table', () => {
  it('equals the responses of the routes, each of which only the standby reads for', async () => {
    const lines: string[] = [];
    const odd: string[] = [];
    for (const route of routes) {
      const cells = cellsOf(route);
      const served = await serveByStandby(cells);
      for (const sender of matrix.senders) {
        const answers = new Map<Column, Answer>();
        for (const cell of cells.filter((one) => one.sender === sender)) {
          const found = served.get(cell);
          if (!found) throw new Error('A request was not sent');
          answers.set(cell.column, found.answer);
          odd.push(...(await findFaults(cell, found)));
        }
        if (isToldApart(answers))
          odd.push(`${nameOf(route)} as ${sender.name} tells a foreign record from a missing one`);
        lines.push(formatLine(route, validRequests[nameOf(route)] ?? {}, sender, answers));
      }
    }

    const names = new Set(routes.map(nameOf));
    const committed = (await readFile(tableFile, 'utf8')).split('\n');
    const expected = committed.filter((line) => names.has(line.split(' ').slice(0, 2).join(' ')));
    expect(differencesOf(expected, lines)).toEqual([]);
    expect(odd).toEqual([]);
    expect(lines.length).toBe(routes.length * matrix.senders.length);
    expect(await countFailures()).toBe(0);
  });
});

/** Returns the faults of an answer: another server than the standby read for it, or it differs from that of the primary. */
async function findFaults(cell: Cell, served: Served): Promise<string[]> {
  const name = `${nameOf(cell.route)} as ${cell.sender.name} of ${cell.column}`;
  const { answer, standby, primary } = served;
  const faults = isReadByStandbyAlone(served)
    ? []
    : [`${name}: ${answer.status} of ${JSON.stringify({ standby, primary })}`];
  const expected = await send(plain, cell);
  const isSame = JSON.stringify(comparableContent(answer)) === JSON.stringify(comparableContent(expected));
  return isSame ? faults : [...faults, `${name} is not the answer of the primary: ${answer.text}`];
}

/** Policy with which only the standby refuses, so that an answer of the primary has another status. */
const refuseOnStandby = `
  CREATE FUNCTION app.refuse_on_standby() RETURNS boolean LANGUAGE plpgsql AS $$
  BEGIN
    IF pg_is_in_recovery() THEN RAISE insufficient_privilege; END IF;
    RETURN true;
  END $$;
  GRANT EXECUTE ON FUNCTION app.refuse_on_standby() TO tracker_app;
  CREATE POLICY refusing ON app.historical_totals AS RESTRICTIVE FOR SELECT USING ((SELECT app.refuse_on_standby()))`;

describe('a refusal by the standby', () => {
  it.each([
    [
      'of the rights of a role',
      'REVOKE SELECT ON app.historical_totals FROM tracker_app',
      'GRANT SELECT ON app.historical_totals TO tracker_app',
    ],
    ['of a policy', refuseOnStandby, 'DROP POLICY refusing ON app.historical_totals'],
  ])('%s is the answer, and the primary is not asked', async (_, refuse, permit) => {
    const sender = senderOf('supervisor', 'task_force');
    const route = routes.find(({ path }) => path === '/api/v1/historical-totals');
    if (!route) throw new Error('No standby answers historical totals');
    const cell: Cell = { route, right: {}, sender, column: 'own' };
    expect((await serveByStandby([cell])).get(cell)?.answer.status).toBe(200);
    await tracker.sql(refuse);
    try {
      const served = (await serveByStandby([cell])).get(cell);

      expect(served).toMatchObject({ answer: { status: 403 }, primary: [] });
      expect(served?.standby).not.toEqual([]);
      expect(await countFailures()).toBe(0);
    } finally {
      await tracker.sql(permit);
    }
  });
});

/** Connections as the application to both servers, with a transaction each for a session. */
async function withBoth<T>(work: (primary: pg.Client, standby: pg.Client) => Promise<T>): Promise<T> {
  const [primary, standby] = [site.database.appUrl, site.proxy.through(site.database.appUrl)].map(
    (connectionString) => new pg.Client({ connectionString }),
  ) as [pg.Client, pg.Client];
  await Promise.all([primary.connect(), standby.connect()]);
  try {
    return await work(primary, standby);
  } finally {
    await Promise.all([primary.end(), standby.end()]);
  }
}

async function beginOnPrimary(primary: pg.Client, session: Buffer): Promise<void> {
  await primary.query('BEGIN');
  await primary.query(`SELECT auth.begin_request($1, true, 'a request', '192.0.2.1')`, [session]);
}

/** Returns the outcome of a begin when the standby has applied the log of the primary. */
async function beginOnStandby(standby: pg.Client, session: Buffer | null): Promise<string> {
  const [position] = await tracker.sql<{ flushed: string }>('SELECT pg_current_wal_flush_lsn()::text AS flushed');
  let outcome = 'behind';
  await until(async () => {
    await standby.query('ROLLBACK; BEGIN; SET TRANSACTION READ ONLY');
    const begin = `SELECT auth.begin_on_standby($1, 'a request', '192.0.2.1', $2, 1) AS outcome`;
    const { rows } = await standby.query<{ outcome: string }>(begin, [session, position?.flushed]);
    outcome = rows[0]?.outcome ?? '';
    return outcome !== 'behind';
  });
  return outcome;
}

/** Returns the rows of each table with row security that a transaction reads. */
async function visibleRows(client: pg.Client, tables: readonly string[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const table of tables) {
    const statement = `SELECT r::text AS row FROM ${table} r ORDER BY 1`;
    const { rows } = await client.query<{ row: string }>(statement);
    if (rows.length > 0) found[table] = rows.map(({ row }) => row);
  }
  return found;
}

async function protectedTables(): Promise<string[]> {
  const rows = await tracker.sql<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c
      WHERE c.relrowsecurity AND c.relkind IN ('r', 'p') AND has_table_privilege('tracker_app', c.oid, 'SELECT')`,
  );
  return rows.map(({ name }) => name);
}

describe('row security on a standby', () => {
  it('shows each session the rows that the primary shows it', async () => {
    const tables = await protectedTables();
    expect(tables.length).toBeGreaterThan(50);
    await withBoth(async (primary, standby) => {
      for (const { account } of matrix.senders) {
        if (!account) continue;
        const session = hashOf(account.token);
        await beginOnPrimary(primary, session);
        expect(await beginOnStandby(standby, session)).toBe('begun');
        const expected = await visibleRows(primary, tables);
        expect(await visibleRows(standby, tables)).toEqual(expected);
        expect(expected['app.accounts']).toBeDefined();
        await primary.query('ROLLBACK');
      }
    });
  });

  it('shows no row without a session, with a guessed one and with one that has ended', async () => {
    const tables = await protectedTables();
    const { token, sessionId } = await given.session((await given.account({ role: 'supervisor' })).accountId);
    const [stored] = await tracker.sql<{ hash: Buffer }>('SELECT hash FROM auth.sessions WHERE id = $1', [sessionId]);
    await withBoth(async (_, standby) => {
      expect(await beginOnStandby(standby, hashOf(token))).toBe('begun');
      expect(await visibleRows(standby, ['app.accounts'])).not.toEqual({});
      await standby.query('COMMIT');
      expect(await visibleRows(standby, tables)).toEqual({});
      await tracker.sql('UPDATE auth.sessions SET ended_at = now() WHERE id = $1', [sessionId]);
      for (const session of [hashOf(token), stored?.hash ?? null, randomBytes(32), Buffer.alloc(0), null]) {
        expect(await beginOnStandby(standby, session)).toBe('ended');
        expect(await visibleRows(standby, tables)).toEqual({});
      }
    });
  });
});

const interleaved = 400;

describe(`${interleaved} interleaved reads of a standby`, () => {
  it('return only the rows of each seat', async () => {
    const cells = routes.flatMap(cellsOf).filter(({ sender, column }) => sender.account && column === 'own');
    const expected = new Map<Cell, Answer>();
    for (const cell of cells) expected.set(cell, await send(plain, cell));
    const odd: string[] = [];
    const before = await countStandbyReads();
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < interleaved) {
        // The factor is coprime to the number of cells, so neighbors in time have different seats and routes.
        const cell = cells[(next * 101) % cells.length];
        next += 1;
        if (!cell) continue;
        const [actual, wanted] = [await send(tracker, cell), expected.get(cell)];
        if (actual.status !== wanted?.status || actual.text !== wanted.text)
          odd.push(`${nameOf(cell.route)} as ${cell.sender.name}: ${actual.text}`);
      }
    };
    do {
      next = 0;
      await Promise.all(Array.from({ length: 24 }, worker));
    } while ((await countStandbyReads()) - before < interleaved / 4);

    expect(odd).toEqual([]);
  });
});

function countStandbyReads(): Promise<number> {
  return site.metric('tracker_replica_reads_total', { server: 'standby' }).then(Number);
}

function senderOf(role: Role, seat: SeatLevel): Sender {
  const found = matrix.senders.find((sender) => sender.role === role && sender.seat === seat);
  if (!found) throw new Error(`No sender is ${role} of ${seat}`);
  return found;
}
