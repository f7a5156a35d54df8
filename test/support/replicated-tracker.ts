import { mkdtemp, chmod, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { startStandby } from '../../bench/standby.mjs';
import { migrations } from '../../migrations/index.js';
import { trackerDatabase, urlOfDatabase } from '../../src/platform/database/database-roles.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { MetricsServer } from '../../src/platform/monitoring/metrics-server.js';
import { proxyTo, type PostgresProxy } from '../platform/postgres-proxy.js';
import { labelsOf, parseScrape } from '../platform/scrape.js';
import { quickFolder, startPostgres } from '../setup/start-postgres.js';
import type { SpecDatabase } from './databases.js';
import { freePort } from './free-port.js';
import { startTracker, type Tracker } from './tracker.js';

/** Tracker with a Postgres of its own, and a standby of that which answers reports through a proxy. */
export interface ReplicatedTracker {
  readonly tracker: Tracker;
  readonly database: SpecDatabase;
  readonly proxy: PostgresProxy;
  /**
   * Runs a statement on the standby, as superuser and not through the proxy. Runs it again where the standby cancels it for
   * a change that it applies, so it must be one that can be repeated.
   */
  onStandby<Row = Record<string, unknown>>(statement: string): Promise<Row[]>;
  /** Returns the value of a metric without labels or with one; null without a sample. */
  metric(name: string, labels?: Readonly<Record<string, string>>): Promise<number | null>;
  close(): Promise<void>;
}

interface ReplicationOptions {
  readonly config?: Readonly<Record<string, string>>;
  /** Whether both servers log each statement, with its parameters. */
  readonly logsStatements?: boolean;
}

export async function startReplicatedTracker({
  config = {},
  logsStatements = false,
}: ReplicationOptions = {}): Promise<ReplicatedTracker> {
  const directory = await mkdtemp(join(await quickFolder(), 'tracker-replica-'));
  // Under root, Postgres runs as another user, who needs access.
  await chmod(directory, 0o711);
  const postgres = startPostgres({ directory, durable: false });
  const urls = await postgres.ready;
  if (logsStatements) await logStatements(urls.adminUrl);
  await migrate(urls.ownerUrl, migrations);
  const standby = await startStandby(urls.adminUrl, await freePort(), await quickFolder());
  const proxy = await proxyTo(standby.adminUrl);
  const adminUrl = urlOfDatabase(urls.adminUrl, trackerDatabase);
  const database = { ...urls, adminUrl, name: trackerDatabase, drop: () => Promise.resolve() };
  const tracker = await startTracker({
    database,
    config: {
      DATABASE_URL: urls.appUrl,
      DATABASE_AUTH_URL: urls.authUrl,
      DATABASE_REPLICA_URL: proxy.through(urls.appUrl),
      METRICS_PORT: '0',
      ...config,
    },
  });
  const admin = new pg.Pool({ connectionString: urlOfDatabase(standby.adminUrl, trackerDatabase), max: 2 });
  admin.on('error', () => undefined);
  return {
    tracker,
    database,
    proxy,
    onStandby: async <Row>(statement: string) => {
      for (;;) {
        try {
          return (await admin.query(statement)).rows as Row[];
        } catch (fault) {
          if (!isConflict(fault)) throw fault;
        }
      }
    },
    metric: (name, labels) => metricOf(tracker, name, labels),
    close: async () => {
      await tracker.close();
      await admin.end();
      await proxy.stop();
      await standby.stop();
      await postgres.stop();
      await rm(await realpath(join(directory, 'postgres')), { recursive: true, force: true });
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Whether a standby has canceled a statement because it stood in the way of a change that it applies. */
function isConflict(fault: unknown): boolean {
  return fault instanceof pg.DatabaseError && fault.code === '40001';
}

/** Logs each statement of a server and of its later copies, into one file. */
async function logStatements(adminUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`ALTER SYSTEM SET log_statement = 'all'`);
  await admin.query(`ALTER SYSTEM SET log_error_verbosity = 'default'`);
  await admin.query('ALTER SYSTEM SET log_rotation_size = 0');
  await admin.query('SELECT pg_reload_conf()');
  await admin.end();
}

/** Returns the value of a metric without labels or with one; null without a sample. */
export async function metricOf(
  { app }: Tracker,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<number | null> {
  const { port } = app.get(MetricsServer);
  const samples = parseScrape(await (await fetch(`http://127.0.0.1:${port ?? 0}/metrics`)).text());
  const found = samples.find(
    (sample) => sample.name === name && JSON.stringify(labelsOf(sample)) === JSON.stringify(labels),
  );
  return found?.value ?? null;
}
