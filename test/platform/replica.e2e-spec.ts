import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { HistoricalTotalPage } from '../../src/reporting/reports/historical-total.view.js';
import type { PerformanceReportPage } from '../../src/reporting/performance-reports/performance-report.view.js';
import { fallbackReasons, type FallbackReason } from '../../src/platform/database/replica-metrics.js';
import type { Answer } from '../support/client.js';
import { Given, type GivenAccount } from '../support/given.js';
import { replicaRoutesOf } from '../support/replica-routes.js';
import { metricOf, startReplicatedTracker, type ReplicatedTracker } from '../support/replicated-tracker.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { until } from '../support/until.js';

let site: ReplicatedTracker;
let tracker: Tracker;
let given: Given;
/** Tracker on the same database that knows no standby. */
let plain: Tracker;

beforeAll(async () => {
  site = await startReplicatedTracker();
  ({ tracker } = site);
  given = new Given(tracker);
  plain = await startTracker({ database: site.database });
});
afterEach(async () => {
  await site.proxy.back();
  await site.onStandby('SELECT pg_wal_replay_resume()');
  await until(async () => (await site.metric('tracker_replica_usable')) === 1);
});
afterAll(async () => {
  await plain.close();
  await site.close();
});

const year = 'from=2026-01-01&until=2027-01-01';

/** Reads that a standby may answer, of an operation for the one that has an id. */
const reads: readonly string[] = [
  `/reports/totals?${year}`,
  '/reports/operations/:id',
  `/reports/disclosures?${year}`,
  `/reports/timeliness?${year}`,
  `/reports/timeliness/complaints?${year}&measure=triage`,
  '/reports/backlog',
  '/reports/backlog/complaints',
  `/reports/unworked?${year}`,
  `/reports/unworked/complaints?${year}`,
  `/charts/over-time?${year}&measure=complaints_documented`,
  `/charts/by-type-and-mode?${year}&measure=complaints_documented`,
  `/charts/by-task-force?${year}&measure=complaints_documented`,
  '/performance-reports',
  '/missing-performance-reports?definition=monthly_summary&month=2026-02',
  '/historical-totals',
];
const historicalTotals = '/historical-totals';
const march = { definition: 'monthly_summary', month: '2026-03' };

function countReads(server: 'standby' | 'primary'): Promise<number> {
  return site.metric('tracker_replica_reads_total', { server }).then(Number);
}

function countFallbacks(reason: FallbackReason): Promise<number> {
  return site.metric('tracker_replica_fallbacks_total', { reason }).then(Number);
}

/** Repeats a read until the standby has answered it, because a busy machine may apply the log too late. */
async function fromStandby<Body>(send: () => Promise<Answer<Body>>): Promise<Answer<Body>> {
  for (;;) {
    const before = await countReads('standby');
    const answer = await send();
    if ((await countReads('standby')) > before || answer.status === 403) return answer;
  }
}

/** Returns the answer and the servers that answered. */
async function withServers<Body>(send: () => Promise<Answer<Body>>): Promise<Answer<Body> & { by: string[] }> {
  const servers = ['standby', 'primary'] as const;
  const before = await Promise.all(servers.map(countReads));
  const answer = await send();
  const after = await Promise.all(servers.map(countReads));
  return { ...answer, by: servers.filter((_, index) => (after[index] ?? 0) > (before[index] ?? 0)) };
}

function listTotals(by: GivenAccount): Promise<Answer<HistoricalTotalPage>> {
  return tracker.as(by).get<HistoricalTotalPage>(historicalTotals);
}

async function keeper(): Promise<GivenAccount> {
  return given.account({ role: 'supervisor', seat: 'task_force' });
}

/** Runs work while a lock of the primary, which the standby has applied, holds every read of the historical totals. */
async function withLockedTotals<T>(work: (primary: pg.Client) => Promise<T>): Promise<T> {
  const primary = new pg.Client({ connectionString: site.database.adminUrl });
  await primary.connect();
  try {
    await primary.query('BEGIN; LOCK TABLE app.historical_totals IN ACCESS EXCLUSIVE MODE');
    const locks = `SELECT FROM pg_locks WHERE relation = 'app.historical_totals'::regclass AND mode = 'AccessExclusiveLock' AND granted`;
    await until(async () => (await site.onStandby(locks)).length > 0);
    return await work(primary);
  } finally {
    await primary.end();
  }
}

/** Lets the standby cancel at once each statement that stands in the way of a change, for the work. */
async function withImmediateConflicts<T>(work: () => Promise<T>): Promise<T> {
  await site.onStandby('ALTER SYSTEM SET max_standby_streaming_delay = 0');
  await site.onStandby('SELECT pg_reload_conf()');
  try {
    return await work();
  } finally {
    await site.onStandby('ALTER SYSTEM RESET max_standby_streaming_delay');
    await site.onStandby('SELECT pg_reload_conf()');
  }
}

async function untilReadWaitsOnStandby(): Promise<void> {
  const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = 'tracker_app'`;
  await until(async () => (await site.onStandby(waiting)).length > 0);
}

describe('a standby', () => {
  it('is compared with the primary for each route that it may answer', () => {
    const paths = reads.map((path) => `/api/v1${path.split('?', 1)[0] ?? ''}`);

    expect(paths.sort()).toEqual(
      replicaRoutesOf(tracker)
        .map(({ path }) => path)
        .sort(),
    );
  });

  it('answers each report, chart and list as the primary does, for every seat', async () => {
    const agency = await given.agency();
    const { taskForceId } = agency;
    const desk = await given.account({ agency, role: 'supervisor' });
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const national = await given.account({ seat: 'national', role: 'supervisor' });
    const complaint = await given.complaint({ taskForceId, by: desk });
    await given.suspect({ complaint, by: desk });
    await given.historicalTotal({ by: head });
    await tracker.as(head).post('/performance-reports', march);
    const { id } = await given.operation({ taskForceId });
    const { id: foreign } = await given.complaint();

    for (const by of [desk, head, national]) {
      for (const read of reads) {
        const path = read.replace(':id', id);
        const expected = await plain.as(by).get(path);
        const actual = await fromStandby(() => tracker.as(by).get(path));
        expect({ path, status: actual.status, text: actual.text }).toEqual({
          ...{ path, status: expected.status, text: expected.text },
        });
        expect([200, 403]).toContain(actual.status);
        expect(actual.text).not.toContain(foreign);
      }
    }
    expect(await countFallbacks('failed')).toBe(0);
  });

  it('hides the records of another task force', async () => {
    const [one, other] = [await keeper(), await keeper()];
    await tracker.as(one).post('/performance-reports', march);
    const list = (by: GivenAccount): Promise<Answer<PerformanceReportPage>> =>
      fromStandby(() => tracker.as(by).get<PerformanceReportPage>('/performance-reports'));

    expect((await list(one)).body.items).toHaveLength(1);
    expect((await list(other)).body.items).toEqual([]);
  });

  it('answers a session that was last seen minutes ago, whose use the primary notes', async () => {
    const by = await keeper();
    const seen = `SELECT FROM auth.sessions WHERE id = $1 AND seen_at > now() - interval '2 minutes'`;
    await tracker.sql(`UPDATE auth.sessions SET seen_at = now() - interval '3 minutes' WHERE id = $1`, [by.sessionId]);

    expect(await fromStandby(() => listTotals(by))).toMatchObject({ status: 200 });

    await until(async () => (await tracker.sql(seen, [by.sessionId])).length === 1);
  });

  it('answers no audited read', async () => {
    const by = await keeper();

    const { status, by: servers } = await withServers(() =>
      tracker.as(by).get(`/reports/totals/drill-down?measure=arrests&${year}`),
    );

    expect({ status, servers }).toEqual({ status: 200, servers: [] });
  });
});

describe('a read after a change', () => {
  it('has the change, while the standby applies changes', async () => {
    const by = await keeper();
    const before = await countReads('standby');
    for (let count = 1; count <= 30; count += 1) {
      const from = `${1960 + count}-01-01`;
      await given.historicalTotal({ by, from, until: `${1960 + count}-12-31` });
      expect((await listTotals(by)).body.items).toHaveLength(count);
    }
    expect(await countReads('standby')).toBeGreaterThan(before);
  });

  it('has the change, while the standby applies none', async () => {
    const by = await keeper();
    await fromStandby(() => listTotals(by));
    await site.onStandby('SELECT pg_wal_replay_pause()');
    const before = await countFallbacks('behind');
    await given.historicalTotal({ by });

    const { body, by: servers } = await withServers(() => listTotals(by));

    expect({ count: body.items.length, servers }).toEqual({ count: 1, servers: ['primary'] });
    expect(await countFallbacks('behind')).toBeGreaterThan(before);
  });

  it('is refused after the end of the session or of the account, which the standby does not know', async () => {
    const [signedOut, disabled] = [await keeper(), await keeper()];
    for (const by of [signedOut, disabled]) await fromStandby(() => listTotals(by));
    await site.onStandby('SELECT pg_wal_replay_pause()');
    await tracker.as(signedOut).delete('/sessions/current');
    await tracker.sql('UPDATE app.accounts SET disabled_at = now(), version = version + 1 WHERE id = $1', [
      disabled.accountId,
    ]);

    for (const by of [signedOut, disabled]) expect(await listTotals(by)).toMatchObject({ status: 401 });
  });
});

describe('the primary', () => {
  it('answers while the standby is away, and the standby again when it is back', async () => {
    const by = await keeper();
    await site.proxy.away();

    const { status, by: servers } = await withServers(() => listTotals(by));
    await until(async () => (await site.metric('tracker_replica_usable')) === 0);

    expect({ status, servers }).toEqual({ status: 200, servers: ['primary'] });
    expect(await site.metric('tracker_replica_lag_seconds')).toBeNull();
    await site.proxy.back();
    expect(await fromStandby(() => listTotals(by))).toMatchObject({ status: 200 });
  });

  it('answers while the standby lags more than ten seconds', async () => {
    const by = await keeper();
    await site.onStandby('SELECT pg_wal_replay_pause()');
    await given.historicalTotal({ by });
    await until(async () => (await site.metric('tracker_replica_usable')) === 0);
    const before = await countFallbacks('unusable');

    const { by: servers } = await withServers(() => listTotals(by));

    expect(servers).toEqual(['primary']);
    expect(await countFallbacks('unusable')).toBeGreaterThan(before);
    expect(await site.metric('tracker_replica_lag_seconds')).toBeGreaterThan(10);
    expect(await site.metric('tracker_replica_lag_bytes')).toBeGreaterThan(0);
  });

  it('is not counted for a read that fails', async () => {
    const by = await keeper();
    await site.onStandby('SELECT pg_wal_replay_pause()');
    await given.historicalTotal({ by });

    const { status, by: servers } = await withServers(() => tracker.as(by).get(`/reports/operations/${randomUUID()}`));

    expect({ status, servers }).toEqual({ status: 404, servers: [] });
  });

  it.each(['ended', 'promoted'] as const)(
    'answers, and counts the reason, for a standby that says %s',
    async (reason) => {
      const by = await keeper();
      await fromStandby(() => listTotals(by));
      const before = await countFallbacks(reason);
      const [begin] = await tracker.sql<{ text: string }>(
        `SELECT pg_get_functiondef('auth.begin_on_standby'::regproc) AS text`,
      );
      try {
        await tracker.sql(`
        CREATE OR REPLACE FUNCTION auth.begin_on_standby(session bytea, request text, address inet, flushed pg_lsn, timeline integer)
          RETURNS text LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp RETURN '${reason}'`);
        const said = `SELECT FROM auth.begin_on_standby('', '', NULL, NULL, NULL) outcome WHERE outcome = '${reason}'`;
        await until(async () => (await site.onStandby(said)).length > 0);

        expect(await listTotals(by)).toMatchObject({ status: 200 });
        expect(await countFallbacks(reason)).toBe(before + 1);
      } finally {
        await tracker.sql(begin?.text ?? '');
      }
    },
  );

  it('answers a read that the standby cancels for a change that it applies', async () => {
    const by = await keeper();
    await fromStandby(() => listTotals(by));
    const before = await countFallbacks('canceled');

    const answer = await withImmediateConflicts(() =>
      withLockedTotals(async (primary) => {
        const reading = listTotals(by);
        await untilReadWaitsOnStandby();
        // The read has opened its session, and the standby cannot lock that table until the read ends.
        await primary.query('LOCK TABLE auth.sessions IN ACCESS EXCLUSIVE MODE; COMMIT');
        return reading;
      }),
    );

    expect(answer).toMatchObject({ status: 200 });
    expect(await countFallbacks('canceled')).toBe(before + 1);
  });

  it('answers a read during which the standby falls silent', async () => {
    const by = await keeper();
    await fromStandby(() => listTotals(by));
    const before = await countFallbacks('lost');

    const answer = await withLockedTotals(async (primary) => {
      const reading = listTotals(by);
      await untilReadWaitsOnStandby();
      site.proxy.silent();
      await primary.query('ROLLBACK');
      return reading;
    });

    expect(answer).toMatchObject({ status: 200 });
    expect(await countFallbacks('lost')).toBe(before + 1);
  });
});

describe('a standby without a position or a timeline', () => {
  it.each([`NULL, 1`, `'0/0', NULL`])('begins no transaction: %s', async (position) => {
    const begin = `SELECT auth.begin_on_standby('\\x00', '', NULL, ${position}) AS outcome`;

    expect(await site.onStandby(begin)).toEqual([{ outcome: 'behind' }]);
  });
});

describe('a standby that does not answer a read in time', () => {
  it('is not asked for a minute, and the primary answers', async () => {
    const by = await keeper();
    await fromStandby(() => listTotals(by));
    const before = await countFallbacks('slow');

    const answer = await withLockedTotals(async (primary) => {
      const reading = listTotals(by);
      await untilReadWaitsOnStandby();
      // A time limit of a statement has the same state.
      await site.onStandby(
        `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = 'tracker_app'`,
      );
      await primary.query('ROLLBACK');
      return reading;
    });
    const { by: servers } = await withServers(() => listTotals(by));

    expect(answer).toMatchObject({ status: 200 });
    expect(servers).toEqual(['primary']);
    expect(await countFallbacks('slow')).toBe(before + 2);
  });

  it('is not asked for a minute after a silence that its check does not notice', async () => {
    const other = await startTracker({
      database: site.database,
      limitsConnections: true,
      config: {
        DATABASE_URL: site.database.appUrl,
        DATABASE_AUTH_URL: site.database.authUrl,
        DATABASE_REPLICA_URL: site.proxy.through(site.database.appUrl),
        METRICS_PORT: '0',
      },
    });
    try {
      const by = await keeper();
      const count = (name: string, labels: Record<string, string>): Promise<number | null> =>
        metricOf(other, `tracker_replica_${name}_total`, labels);
      await until(async () => {
        await other.as(by).get(historicalTotals);
        return ((await count('reads', { server: 'standby' })) ?? 0) > 0;
      });

      const countSlowAfterRead = async (): Promise<number | null> => {
        expect(await other.as(by).get(historicalTotals)).toMatchObject({ status: 200 });
        return count('fallbacks', { reason: 'slow' });
      };

      // On a busy machine a check may be late. A read then falls back for that, and the next one opens another connection.
      await until(async () => {
        site.proxy.silence('task-force-tracker');
        return (await countSlowAfterRead()) === 1;
      });
      await until(async () => (await countSlowAfterRead()) === 2);
      await until(async () => (await metricOf(other, 'tracker_replica_usable')) === 1);
    } finally {
      await other.close();
    }
  });
});

describe('the reasons of a fall-back', () => {
  it('are counted from the start', async () => {
    for (const reason of fallbackReasons) expect(await countFallbacks(reason)).toBeGreaterThanOrEqual(0);
  });
});
