import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { HeadSigner } from '../../src/audit/chain/head-signer.js';
import { loadSignatureKey } from '../../src/audit/chain/signing-keys.js';
import { runPurge } from '../../src/casework/retention/purge-job.js';
import { Config } from '../../src/platform/config/config.js';
import { selectRelease, warningOn } from '../../src/platform/database/postgres-releases.js';
import { Housekeeping } from '../../src/platform/database/housekeeping.js';
import { sizeKeptMs, stateKeptMs } from '../../src/platform/monitoring/installation-metrics.js';
import { MetricsServer } from '../../src/platform/monitoring/metrics-server.js';
import { aTip, Given, type GivenComplaint } from '../support/given.js';
import { RateClock } from '../support/rate-clock.js';
import { password } from '../support/requests.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { startProxiedTracker, type PostgresProxy } from './postgres-proxy.js';
import { labelsOf, parseScrape, type Sample } from './scrape.js';

const poolSize = 3;

let tracker: Tracker;
let given: Given;
let complaint: GivenComplaint;
let proxy: PostgresProxy;
let skippedMs = 0;

beforeAll(async () => {
  const now = performance.now.bind(performance);
  jest.spyOn(performance, 'now').mockImplementation(() => now() + skippedMs);
  ({ tracker, proxy } = await startProxiedTracker({
    METRICS_PORT: '0',
    DATABASE_POOL: String(poolSize),
    SIGN_INS_PER_MINUTE: '1',
    DATA_DIRECTORY: tmpdir(),
  }));
  given = new Given(tracker);
  complaint = await given.complaint();
});
afterEach(() => proxy.back());
afterAll(async () => {
  jest.restoreAllMocks();
  await tracker.close();
  await proxy.stop();
});

const url = (path = '/metrics'): string => `http://127.0.0.1:${tracker.app.get(MetricsServer).port ?? 0}${path}`;

/** Scrapes after the time for which a result of the database is kept, by which it moves the clock. */
async function scrape(): Promise<Sample[]> {
  skippedMs += stateKeptMs;
  return parseScrape((await get(url())).text);
}

async function valueOf(name: string, labels: Readonly<Record<string, string>> = {}): Promise<number | null> {
  return valueIn(await scrape(), name, labels);
}

function valueIn(samples: readonly Sample[], name: string, labels: Readonly<Record<string, string>>): number | null {
  const found = samples.filter(
    (one) => one.name === name && Object.entries(labels).every(([label, value]) => labelsOf(one)[label] === value),
  );
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0]?.value ?? null;
}

/** Returns an upper limit of the age of something that happened since. */
function secondsSince(began: number): number {
  return Math.ceil((Date.now() - began) / 1000);
}

/** Scrapes until a metric has the value. A background job takes seconds, and a test waits as long as Jest allows. */
async function untilValue(name: string, labels: Readonly<Record<string, string>>, value: number): Promise<void> {
  while ((await valueOf(name, labels)) !== value) await delay(100);
}

/** Runs work while another session is in a transaction, such as one that holds a lock. */
async function whileInTransaction(statement: string, work: (holder: pg.Client) => Promise<void>): Promise<void> {
  const holder = new pg.Client({ connectionString: tracker.database.adminUrl });
  await holder.connect();
  try {
    await holder.query('BEGIN');
    await holder.query(`SET LOCAL app.action = 'test.arranged'`);
    await holder.query(statement);
    await work(holder);
  } finally {
    await holder.query('ROLLBACK');
    await holder.end();
  }
}

describe('the listener of the metrics', () => {
  it('is absent without METRICS_PORT', async () => {
    const other = await startTracker();
    try {
      expect(other.app.get(MetricsServer).port).toBeNull();
    } finally {
      await other.close();
    }
  });

  it('answers in the text format of OpenMetrics', async () => {
    const { status, headers, text } = await get(url());

    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text.endsWith('# EOF\n')).toBe(true);
  });

  it('listens on loopback, unless METRICS_HOST names another address', () => {
    expect(tracker.app.get(Config).METRICS_HOST).toBe('127.0.0.1');
  });

  it('has no other path, and is not on the public port', async () => {
    expect((await get(url('/'))).status).toBe(404);
    expect((await get(url('/health/ready'))).status).toBe(404);
    expect((await fetch(url(), { method: 'POST' })).status).toBe(404);
    expect(await tracker.anonymous().get(`${tracker.url}/metrics`)).toMatchObject({ status: 404 });
  });

  it('refuses the start where its port is in use', async () => {
    const { port } = tracker.app.get(MetricsServer);

    await expect(startTracker({ config: { METRICS_PORT: String(port) } })).rejects.toThrow(
      'The metrics cannot listen (EADDRINUSE). Set METRICS_HOST to an address of this machine, and METRICS_PORT to a free port.',
    );
  });

  it('ends with the tracker, although a scraper keeps its connection', async () => {
    const other = await startTracker({ config: { METRICS_PORT: '0' } });
    const { port } = other.app.get(MetricsServer);
    await (await fetch(`http://127.0.0.1:${port ?? 0}/metrics`)).text();
    await other.close();

    await expect(fetch(`http://127.0.0.1:${port ?? 0}/metrics`)).rejects.toThrow();
  });
});

describe('the metrics of requests', () => {
  it('count by route template and status class', async () => {
    const labels = { method: 'GET', route: '/api/v1/complaints/:id' };
    const [ok = 0, missing = 0] = [
      await valueOf('tracker_requests_total', { ...labels, status: '2xx' }),
      await valueOf('tracker_requests_total', { ...labels, status: '4xx' }),
    ].map((value) => value ?? 0);

    await tracker.as(complaint.by).get(`/complaints/${complaint.id}`);
    await tracker.as(complaint.by).get(`/complaints/${complaint.by.accountId}`);

    const samples = await scrape();
    expect(valueIn(samples, 'tracker_requests_total', { ...labels, status: '2xx' })).toBe(ok + 1);
    expect(valueIn(samples, 'tracker_requests_total', { ...labels, status: '4xx' })).toBe(missing + 1);
    expect(valueIn(samples, 'tracker_request_duration_seconds_bucket', { ...labels, le: '+Inf' })).toBe(
      ok + missing + 2,
    );
  });

  it('count a path without a route under one name', async () => {
    const labels = { method: 'GET', route: 'none', status: '4xx' };
    const before = (await valueOf('tracker_requests_total', labels)) ?? 0;
    await tracker.anonymous().get('/nothing/here');
    await tracker.anonymous().get('/nothing/else');

    expect(await valueOf('tracker_requests_total', labels)).toBe(before + 2);
  });

  it('count refusals by the limit', async () => {
    await RateClock.stop(tracker);
    const signIn = () => tracker.anonymous().post('/sessions', { email: 'nobody@example.gov', password });
    await signIn();
    const refused = await signIn();

    expect(refused.status).toBe(429);
    expect(await valueOf('tracker_refusals_total', { limit: 'attempt' })).toBe(1);
  });

  it('have the same series for many records as for one, and no id', async () => {
    const work = async (): Promise<void> => {
      const { id, by, etag } = await given.complaint();
      await tracker.as(by).get(`/complaints/${id}`);
      await tracker.as(by).get(`/complaints/${by.accountId}`);
      await tracker.as(by).put(`/complaints/${id}`, {}, { 'if-match': etag });
      await tracker.as(by).post('/complaints', aTip);
    };
    await work();
    const before = (await scrape()).map(seriesOf);
    for (let count = 0; count < 12; count += 1) await work();
    const after = (await scrape()).map(seriesOf);

    // Node's own metrics name the kinds of resources in use, which come and go.
    const own = (series: readonly string[]): string[] => series.filter((one) => one.startsWith('tracker_')).sort();
    expect(own(after)).toEqual(own(before));
    expect(own(after).length).toBeGreaterThan(50);
    expect(after.filter((one) => /[0-9a-f]{8}-[0-9a-f]{4}|@/.test(one))).toEqual([]);
  });
});

it('an outdated Postgres is a metric', async () => {
  const [{ release } = { release: 0 }] = await tracker.sql<{ release: number }>(selectRelease);

  expect(await valueOf('tracker_postgres_outdated')).toBe(warningOn(release) === null ? 0 : 1);
});

describe('a fault', () => {
  it('of the database moves its metric, and the scrape answers with the rest', async () => {
    expect(await valueOf('tracker_database_up')).toBe(1);
    const failures = (await valueOf('tracker_metrics_failures_total')) ?? 0;
    await proxy.away();

    const away = await scrape();

    expect(valueIn(away, 'tracker_database_up', {})).toBe(0);
    expect(valueIn(away, 'tracker_metrics_failures_total', {})).toBe(failures + 1);
    expect(valueIn(away, 'tracker_database_size_bytes', {})).toBeNull();
    expect(valueIn(away, 'tracker_pool_max_connections', { pool: 'requests' })).toBe(poolSize);
    await proxy.back();
    expect(await valueOf('tracker_database_up')).toBe(1);
  });

  it('of a silent network does not hold the scrape', async () => {
    proxy.silent();

    expect(await valueOf('tracker_database_up')).toBe(0);
    await untilValue('tracker_unready', { reason: 'database' }, 1);
    await proxy.back();
    await untilValue('tracker_unready', { reason: 'database' }, 0);
  });

  it.each([
    [
      'row-security',
      'ALTER TABLE app.tasks NO FORCE ROW LEVEL SECURITY',
      'ALTER TABLE app.tasks FORCE ROW LEVEL SECURITY',
    ],
    [
      'keys',
      `INSERT INTO auth.key_checks (purpose, value) VALUES ('factor-key', sha256('another'))`,
      'DELETE FROM auth.key_checks',
    ],
    [
      'newer-release',
      `INSERT INTO app.migrations (timestamp, name) VALUES (9999999999999, 'Newer9999999999999')`,
      `DELETE FROM app.migrations WHERE name = 'Newer9999999999999'`,
    ],
  ])('of readiness has its reason: %s', async (reason, breaks, mends) => {
    expect(await valueOf('tracker_unready', { reason })).toBe(0);
    await tracker.sql(breaks);
    await untilValue('tracker_unready', { reason }, 1);
    await tracker.sql(mends);

    await untilValue('tracker_unready', { reason }, 0);
  });

  it('of the server counts as a failed request, and an unready probe does not', async () => {
    const before = (await valueOf('tracker_failed_requests_total')) ?? -1;
    await proxy.away();
    await tracker.anonymous().get(`${tracker.url}/health/ready`);
    await tracker.as(complaint.by).get('/complaints');
    await proxy.back();

    expect(before).toBeGreaterThanOrEqual(0);
    expect(await valueOf('tracker_failed_requests_total')).toBe(before + 1);
  });

  it('of a stopped sequencer shows what waits for its link', async () => {
    await tracker.linkTrail();
    await whileInTransaction(`SELECT pg_advisory_xact_lock(hashtext('tracker:sequencer'))`, async () => {
      await tracker.sql(`UPDATE audit.sequencer SET caught_up_at = now() - interval '20 seconds'`);
      await tracker.as(complaint.by).post('/complaints', aTip);
      const samples = await scrape();

      expect(valueIn(samples, 'tracker_trail_unlinked_entries', {})).toBeGreaterThan(0);
      expect(valueIn(samples, 'tracker_trail_unlinked_age_seconds', {})).toBeGreaterThanOrEqual(20);
    });
    await tracker.linkTrail();

    expect(await valueOf('tracker_trail_unlinked_entries')).toBe(0);
    expect(await valueOf('tracker_trail_unlinked_age_seconds')).toBe(0);
  });

  it('of a background job shows that it fails, since when it succeeded, and how often', async () => {
    const name = 'trail_sequencer';
    await untilValue('tracker_background_job_failing', { name }, 0);
    await tracker.sql('REVOKE EXECUTE ON FUNCTION audit.link_committed(boolean, integer) FROM tracker_app');
    try {
      await untilValue('tracker_background_job_failing', { name }, 1);
      const samples = await scrape();

      expect(valueIn(samples, 'tracker_background_job_runs_total', { name, outcome: 'failed' })).toBeGreaterThan(0);
      expect(valueIn(samples, 'tracker_background_job_last_failure_age_seconds', { name })).not.toBeNull();
      expect(valueIn(samples, 'tracker_background_job_last_success_age_seconds', { name })).not.toBeNull();
    } finally {
      await tracker.sql('GRANT EXECUTE ON FUNCTION audit.link_committed(boolean, integer) TO tracker_app');
    }
    await untilValue('tracker_background_job_failing', { name }, 0);
  });

  it('of a stopped fold shows what waits in the ledger', async () => {
    await whileInTransaction('SELECT pg_advisory_xact_lock(21, 0)', async () => {
      await tracker.sql(`UPDATE tally.folding SET caught_up_at = now() - interval '20 seconds'`);
      await tracker.as(complaint.by).post('/complaints', aTip);
      const samples = await scrape();

      expect(valueIn(samples, 'tracker_ledger_unfolded_deltas', {})).toBeGreaterThan(0);
      expect(valueIn(samples, 'tracker_ledger_unfolded_age_seconds', {})).toBeGreaterThanOrEqual(20);
    });

    await untilValue('tracker_ledger_unfolded_deltas', {}, 0);
    expect(await valueOf('tracker_ledger_unfolded_age_seconds')).toBe(0);
  });

  it('of a stopped signer shows the age of the oldest link without a signature', async () => {
    await given.complaint();
    await tracker.linkTrail();
    const [{ seconds } = { seconds: 0 }] = await tracker.sql<{ seconds: number }>(
      'SELECT extract(epoch FROM clock_timestamp() - min(at))::float8 AS seconds FROM audit.links',
    );
    const unsigned = await scrape();
    expect(valueIn(unsigned, 'tracker_trail_unsigned_age_seconds', {})).toBeGreaterThanOrEqual(seconds);
    expect(valueIn(unsigned, 'tracker_last_signature_age_seconds', {})).toBeNull();

    const folder = await mkdtemp(join(tmpdir(), 'tracker-metrics-'));
    const began = Date.now();
    try {
      const key = await loadSignatureKey(join(folder, 'signing.key'), true);
      await new HeadSigner(tracker.database.signerUrl, key, []).signOnce();
    } finally {
      await rm(folder, { recursive: true });
    }

    const signed = await scrape();
    expect(valueIn(signed, 'tracker_trail_unsigned_age_seconds', {})).toBe(0);
    expect(valueIn(signed, 'tracker_last_signature_age_seconds', {})).toBeLessThanOrEqual(secondsSince(began));
  });

  it('of an exhausted pool shows who waits, and the database is still read', async () => {
    await whileInTransaction('LOCK TABLE app.complaints IN ACCESS EXCLUSIVE MODE', async (holder) => {
      const reads = Array.from({ length: poolSize + 2 }, () =>
        tracker.as(complaint.by).get(`/complaints/${complaint.id}`),
      );
      await untilValue('tracker_pool_waiting_requests', { pool: 'requests' }, 2);
      const samples = await scrape();

      expect(valueIn(samples, 'tracker_pool_connections', { pool: 'requests', state: 'in_use' })).toBe(poolSize);
      expect(valueIn(samples, 'tracker_database_up', {})).toBe(1);
      await holder.query('ROLLBACK');
      await Promise.all(reads);
    });

    await untilValue('tracker_pool_waiting_requests', { pool: 'requests' }, 0);
  });
});

describe('the metrics of the installation', () => {
  it('have the ages of the last housekeeping, purge and backup after each ran', async () => {
    const names = ['housekeeping', 'purge', 'backup'].map((job) => `tracker_last_${job}_age_seconds`);
    const before = await scrape();
    expect(names.map((name) => valueIn(before, name, {}))).toEqual([null, null, null]);

    const began = Date.now();
    await tracker.app.get(Housekeeping).run();
    await runPurge(tracker.database.purgeUrl);
    await tracker.sql(`SELECT app.record_job_run('backup', true)`);

    const after = await scrape();
    for (const name of names) expect(valueIn(after, name, {})).toBeLessThanOrEqual(secondsSince(began));
    expect(valueIn(after, 'tracker_last_purge_failure_age_seconds', {})).toBeNull();
  });

  it('have the space of the last backup, of which a failed one changes what it knows', async () => {
    await tracker.sql(
      `SELECT app.record_job_run('backup', true, '{"kept": 30, "keptBytes": 2e9, "newestBytes": 7e7, "freeBytes": 5e10}')`,
    );
    await tracker.sql(`SELECT app.record_job_run('backup', false, '{"freeBytes": 1e8}')`);

    const samples = await scrape();
    expect(valueIn(samples, 'tracker_backups', {})).toBe(30);
    expect(valueIn(samples, 'tracker_backups_bytes', {})).toBe(2e9);
    expect(valueIn(samples, 'tracker_last_backup_bytes', {})).toBe(7e7);
    expect(valueIn(samples, 'tracker_backup_free_bytes', {})).toBe(1e8);
  });

  it('have the age of a failed run beside that of the last success', async () => {
    const began = Date.now();
    await tracker.app.get(Housekeeping).run();
    await tracker.sql('REVOKE EXECUTE ON FUNCTION audit.prepare_months() FROM tracker_app');
    try {
      await tracker.app.get(Housekeeping).run();
    } finally {
      await tracker.sql('GRANT EXECUTE ON FUNCTION audit.prepare_months() TO tracker_app');
    }

    const samples = await scrape();
    const failureAge = valueIn(samples, 'tracker_last_housekeeping_failure_age_seconds', {});
    expect(failureAge).toBeLessThanOrEqual(secondsSince(began));
    expect(valueIn(samples, 'tracker_last_housekeeping_age_seconds', {})).not.toBeNull();
    expect(valueIn(samples, 'tracker_background_job_failing', { name: 'trail_partitions' })).toBe(1);
    expect(valueIn(samples, 'tracker_background_job_failing', { name: 'housekeeping' })).toBe(0);
  });

  it.each([
    ['the serving role', 'purge', () => tracker.database.appUrl],
    ['the serving role', 'backup', () => tracker.database.appUrl],
    ['the purging role', 'backup', () => tracker.database.purgeUrl],
  ])('take no run from %s of the job %s', async (_, job, connectionString) => {
    const client = new pg.Client({ connectionString: connectionString() });
    await client.connect();
    try {
      await expect(client.query('SELECT app.record_job_run($1, true)', [job])).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.end();
    }
  });

  it('count imports that receive or commit a file', async () => {
    const before = (await valueOf('tracker_imports_under_way')) ?? 0;
    const { body } = await tracker.as(complaint.by).post<{ id: string }>('/imports', { kind: 'complaints' });
    expect(await valueOf('tracker_imports_under_way')).toBe(before);
    await tracker.sql(`UPDATE app.import_batches SET state = 'receiving' WHERE id = $1`, [body.id]);

    expect(await valueOf('tracker_imports_under_way')).toBe(before + 1);
  });

  it('have the number of standbys only where Postgres shows them', async () => {
    const samples = await scrape();
    expect(valueIn(samples, 'tracker_standbys', {})).toBe(0);
    expect(valueIn(samples, 'tracker_synchronous_standbys', {})).toBe(0);
    expect(valueIn(samples, 'tracker_replication_lag_seconds', {})).toBeNull();

    await whileInTransaction('REVOKE pg_read_all_stats FROM tracker_oversight', async (holder) => {
      expect((await holder.query('SELECT connected, synchronous FROM oversight.standbys()')).rows).toEqual([
        { connected: null, synchronous: null },
      ]);
    });
  });

  it('are read once for many scrapes within seconds', async () => {
    const lastQuery = (): Promise<unknown[]> =>
      tracker.sql(
        `SELECT pid, query_start FROM pg_stat_activity
          WHERE application_name = 'task-force-tracker metrics' AND datname = current_database()`,
      );
    await scrape();
    const before = await lastQuery();
    await Promise.all(Array.from({ length: 50 }, () => get(url())));

    expect(before).toHaveLength(1);
    expect(await lastQuery()).toEqual(before);
  });

  it('have the difference of the clocks', async () => {
    expect(await valueOf('tracker_clock_skew_seconds')).toBeLessThan(30);
    const now = Date.now.bind(Date);
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + 60_000);
    const skew = await valueOf('tracker_clock_skew_seconds');
    clock.mockRestore();

    expect(skew).toBeGreaterThan(55);
  });

  it('have the free space of the data directory', async () => {
    expect(await valueOf('tracker_data_directory_free_bytes')).toBeGreaterThan(0);
  });

  it('have a size of the database, and the others without it while it cannot be read', async () => {
    skippedMs += sizeKeptMs;
    expect(await valueOf('tracker_database_size_bytes')).toBeGreaterThan(1_000_000);
    await tracker.sql('REVOKE EXECUTE ON FUNCTION pg_database_size(name) FROM PUBLIC');
    try {
      expect(await valueOf('tracker_database_size_bytes')).toBeGreaterThan(1_000_000);
      skippedMs += sizeKeptMs;
      const samples = await scrape();

      expect(valueIn(samples, 'tracker_database_size_bytes', {})).toBeNull();
      expect(valueIn(samples, 'tracker_database_up', {})).toBe(1);
    } finally {
      await tracker.sql('GRANT EXECUTE ON FUNCTION pg_database_size(name) TO PUBLIC');
    }
    skippedMs += sizeKeptMs;

    expect(await valueOf('tracker_database_size_bytes')).toBeGreaterThan(1_000_000);
  });

  it('have the memory and the event loop of the process', async () => {
    const samples = await scrape();

    expect(valueIn(samples, 'process_resident_memory_bytes', {})).toBeGreaterThan(1_000_000);
    expect(valueIn(samples, 'nodejs_eventloop_lag_p99_seconds', {})).toBeGreaterThan(0);
  });
});

function seriesOf({ name, labels }: Sample): string {
  return `${name}{${labels}}`;
}

async function get(address: string): Promise<{ status: number; headers: globalThis.Headers; text: string }> {
  const answer = await fetch(address);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
