import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { exportFormats } from '../../src/reporting/exports/exports.enums.js';
import { ImportProgress } from '../../src/intelligence/import/progress.service.js';
import { LongReads } from '../../src/platform/limits/long-reads.js';
import type { OpenApi } from '../../src/platform/api-document/openapi.js';
import { disconnectDuring, disconnectKinds, readOut, statusOf, type WireRequest } from './breaking-off.js';
import { figure } from '../support/figures.js';
import { Given } from '../support/given.js';
import type { GivenAccount, GivenAgency } from '../support/people.js';
import { createFixtures, type Fixtures } from '../support/fixtures.js';
import { validRequests } from '../support/requests.js';
import { startProcess, type TrackerProcess } from '../support/tracker-process.js';
import { startTracker, type Route, type Tracker } from '../support/tracker.js';
import { times } from '../support/times.js';

const rounds = times('ABORT_ROUNDS', { api: 1, long: 6 });
/** Concurrent clients per account: an account may have one long read running and two waiting. */
const atOnce = 3;
/** Failed exports of records that an account may have per day. */
const roundsOfAnAccount = 40;
/** Page files are in memory and need no abort tests. */
const pageFiles = [
  'GET /api/v1/openapi.json',
  'GET /app/*',
  'GET /docs',
  'GET /docs/:file',
  'GET /sign-in',
  'GET /welcome',
  'GET /welcome/:file',
];

/** Text that is written once, at the start. */
const constantText = 'GET /api/v1/identity-providers/saml/metadata';

const unlimited = { REQUESTS_PER_MINUTE: '1000000' };

let tracker: Tracker;
let given: Given;
let agency: GivenAgency;
let place: Fixtures;

beforeAll(async () => {
  tracker = await startTracker({ config: unlimited });
  given = new Given(tracker);
  agency = await given.agency({ name: 'Large '.repeat(120) });
  place = await createFixtures(given, agency);
  await manyRows();
});
afterAll(() => tracker.close());

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

function streamingRoutes(): Route[] {
  return tracker.routes.filter(({ isStreaming, method }) => isStreaming && method !== 'HEAD');
}

describe('the streaming routes', () => {
  it('are those documented with a media type other than JSON', async () => {
    const { paths } = (await (await fetch(`${tracker.url}/api/v1/openapi.json`)).json()) as Pick<OpenApi, 'paths'>;
    const described = Object.entries(paths).flatMap(([path, ways]) =>
      Object.entries(ways)
        .filter(([, way]) => typesOf(way).some((type) => type !== 'application/json'))
        .map(([way]) => `${way.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );

    expect([...streamingRoutes().map(nameOf), constantText].sort()).toEqual(described.sort());
  });
});

describe('a streaming route aborted at random points', () => {
  it('leaves no resource behind and causes no error', async () => {
    await leaveEach(tracker.url, Math.ceil(rounds / 4));

    expect(await whatIsLeft()).toEqual(nothing);
  }, 3_600_000);

  it('does not use up the account’s daily exports', async () => {
    const desk = await given.account({ agency, role: 'supervisor' });
    const path = '/api/v1/exports/records';
    const request = {
      method: 'POST',
      path,
      token: desk.token,
      body: await bodyOf('POST /api/v1/exports/records', desk),
    };
    for (let round = 0; round < 7; round += 1) {
      await disconnectDuring(tracker.url, request, {
        bytes: 2000,
        waitMs: 0,
        by: disconnectKinds[round % 2] ?? 'reset',
      });
      await settled();
    }

    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1) statuses.push(statusOf(await readOut(tracker.url, request)));

    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });
});

describe('a tracker in a process of its own', () => {
  let directory: string;
  let serving: TrackerProcess;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tracker-aborted-'));
    const { appUrl: DATABASE_URL, authUrl: DATABASE_AUTH_URL } = tracker.database;
    const environment = { LOG_LEVEL: 'log', DATABASE_URL, DATABASE_AUTH_URL, ...unlimited, DATABASE_POOL: '12' };
    serving = await startProcess(directory, { environment });
  });
  afterAll(async () => {
    await serving.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('keeps running when each streaming route is aborted at random points', async () => {
    let exits = 0;
    void serving.exitCode.then(() => (exits += 1));

    const { routes, abortedCount } = await leaveEach(serving.url, rounds);

    const left = await whatIsLeft();
    expect({ exits, ...left }).toEqual({ exits: 0, ...nothing });
    figure('aborted streams', {
      routes,
      'times each': rounds,
      aborted: abortedCount,
      'process exits': exits,
      'transactions left open': left.idleInTransaction,
      'exports that never ended': left.exportsBegun,
    });
    // A client that arrives before the aborted one is released may get 503.
    const bad = linesOf(serving).filter(
      ({ level, status }) => level === 'error' || (Number(status) >= 500 && status !== 503),
    );
    expect(bad).toEqual([]);
  }, 3_600_000);

  it('keeps running when workbook exports are aborted', async () => {
    const desk = await given.account({ agency, role: 'supervisor' });
    const path = '/api/v1/exports/totals';
    const body = { ...(await bodyOf('POST /api/v1/exports/totals', desk)), format: 'xlsx' };
    const request = { method: 'POST', path, token: desk.token, body };
    const whole = await readOut(serving.url, request);
    expect(statusOf(whole)).toBe(200);

    for (let round = 0; round < 30; round += 1) {
      const bytes = Math.ceil((whole.length * (round % 10)) / 10);
      await disconnectDuring(serving.url, request, {
        bytes,
        waitMs: 3 * round,
        by: disconnectKinds[round % 2] ?? 'reset',
      });
    }

    expect(statusOf(await readOut(serving.url, request))).toBe(200);
    expect(levelsIn(serving)).toEqual(expect.not.arrayContaining(['error', 'fatal']));
  });

  it('answers reset connections with no 5xx, and logs no error for them', async () => {
    const { token } = await given.account({ agency, role: 'supervisor' });
    const complaints = { method: 'GET', path: '/api/v1/complaints', token };
    const before = linesOf(serving).length;
    const strangers = { method: 'GET', path: '/api/v1/complaints', token: null };

    for (let round = 0; round < 4; round += 1) {
      // Request and reset both arrive before the tracker reads the request.
      serving.hold();
      try {
        await Promise.all(
          Array.from({ length: 100 }, (_, n) =>
            disconnectDuring(serving.url, n % 2 === 0 ? complaints : strangers, { bytes: 0, waitMs: 0, by: 'reset' }),
          ),
        );
      } finally {
        serving.goOn();
      }
    }

    expect(statusOf(await readOut(serving.url, complaints))).toBe(200);
    const lines = linesOf(serving).slice(before);
    expect(lines.filter(({ level, status }) => level === 'error' || Number(status) >= 500)).toEqual([]);
    expect(lines.filter(({ problem }) => problem === 'connection-closed')).toHaveLength(400);
    figure('reset connections', { connections: 400, 'answered with 5xx': 0, 'lines of level error': 0 });
  });
});

async function leaveEach(
  url: string,
  times: number,
): Promise<{ readonly routes: number; readonly abortedCount: number }> {
  const routes = [...streamingRoutes(), ...tracker.routes.filter((route) => pageFiles.includes(nameOf(route)))];
  const senders = await sendersOf(times);
  const random = randomFrom(20_260_302);
  let abortedCount = 0;
  for (const route of routes) {
    const whole = await readOut(url, await requestTo(route, senders, 0));
    expect({ route: nameOf(route), status: statusOf(whole) }).toEqual({ route: nameOf(route), status: 200 });
    let round = 0;
    const client = async (): Promise<void> => {
      for (round += 1; round <= times; round += 1) {
        const bytes = random() < 0.3 ? 0 : Math.ceil(random() * whole.length);
        const point = { bytes, waitMs: random() * 20, by: disconnectKinds[round % 2] ?? 'reset' };
        await disconnectDuring(url, await requestTo(route, senders, round), point);
        abortedCount += 1;
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, times) }, client));
  }
  return { routes: routes.length, abortedCount };
}

const nothing = {
  connections: 0,
  waiting: 0,
  idleInTransaction: 0,
  longReads: 0,
  watches: 0,
  polls: 0,
  exportsBegun: 0,
};

async function whatIsLeft(): Promise<typeof nothing> {
  const { master } = tracker.app.get(DataSource).driver as unknown as { readonly master: pg.Pool };
  for (let tries = 0; ; tries += 1) {
    const [open] = await tracker.sql<{ count: number }>(
      `SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
    );
    const [begun] = await tracker.sql<{ count: number }>(
      `SELECT count(*)::int FROM app.exports WHERE state = 'started'`,
    );
    const { taken, waiting } = tracker.app.get(LongReads).load;
    const left = {
      connections: master.totalCount - master.idleCount,
      waiting: master.waitingCount,
      idleInTransaction: open?.count ?? -1,
      longReads: taken + waiting,
      ...tracker.app.get(ImportProgress).load,
      exportsBegun: begun?.count ?? -1,
    };
    if (tries === 600 || Object.values(left).every((count) => count === 0)) return left;
    await delay(100);
  }
}

async function settled(): Promise<void> {
  expect(await whatIsLeft()).toEqual(nothing);
}

/** Returns the senders per route: a supervisor of the agency or of its task force. */
async function sendersOf(times: number): Promise<GivenAccount[][]> {
  return Promise.all(
    Array.from({ length: Math.ceil((times + 1) / roundsOfAnAccount) }, () =>
      Promise.all([
        given.account({ agency, role: 'supervisor' }),
        given.account({ taskForceId: agency.taskForceId, seat: 'task_force', role: 'supervisor' }),
      ]),
    ),
  );
}

async function requestTo(route: Route, senders: GivenAccount[][], round: number): Promise<WireRequest> {
  const [desk, head] = senders[Math.floor(round / roundsOfAnAccount)] ?? [];
  const isOfTaskForce = route.path.includes('/performance-reports/') || route.path.includes('/operations/');
  const sender = isOfTaskForce ? head : desk;
  if (!sender) throw new Error('There are too few senders');
  const right = validRequests[nameOf(route)] ?? {};
  const path = right.path?.(place) ?? route.path.replace(':id', right.of ? place[right.of] : '');
  const body = right.body ? await bodyOf(nameOf(route), sender) : undefined;
  // A PDF has too few rows for the records.
  const formats = exportFormats.filter((one) => one !== 'pdf' || !route.path.endsWith('/records'));
  const ordered = body && 'format' in body ? { ...body, format: formats[round % formats.length] } : body;
  return { method: route.method, path, token: sender.token, ...(ordered ? { body: ordered } : {}) };
}

async function bodyOf(route: string, sender: GivenAccount): Promise<object> {
  return (await validRequests[route]?.body?.(place, sender, tracker)) ?? {};
}

async function manyRows(): Promise<void> {
  await tracker.sql(`UPDATE app.import_batches SET state = 'receiving' WHERE id = $1`, [place.import]);
  await tracker.sql(
    `INSERT INTO staging.import_faults (batch_id, row, "column", detail, is_warning)
     SELECT $1, n, 'narrative', repeat('is too long ', 40), false FROM generate_series(1, 10000) n`,
    [place.import],
  );
  const laying = new pg.Client({
    connectionString: tracker.database.adminUrl,
    options: '-c session_replication_role=replica',
  });
  await laying.connect();
  try {
    await laying.query(
      `INSERT INTO app.complaints
       SELECT another.* FROM app.complaints c CROSS JOIN generate_series(1, 6000) n
        CROSS JOIN LATERAL jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'reference', c.reference || n,
          'external_reference', null)) another
        WHERE c.id = $1`,
      [place.complaint],
    );
  } finally {
    await laying.end();
  }
}

function typesOf(way: unknown): string[] {
  const { responses = {} } = way as { responses?: Record<string, { content?: Record<string, unknown> }> };
  return Object.entries(responses).flatMap(([status, { content = {} }]) =>
    status.startsWith('2') ? Object.keys(content) : [],
  );
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function linesOf({ output }: TrackerProcess): Readonly<Record<string, unknown>>[] {
  return output()
    .out.split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function levelsIn(serving: TrackerProcess): unknown[] {
  return [...new Set(linesOf(serving).map(({ level }) => level))];
}
