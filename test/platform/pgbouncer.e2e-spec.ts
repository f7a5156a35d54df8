import { execFile } from 'node:child_process';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrations } from '../../migrations/index.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { MetricsServer } from '../../src/platform/monitoring/metrics-server.js';
import { exitCodeOf } from '../../src/platform/self-check/start-refusal.js';
import { startPostgres, type PostgresUrls, type StartedPostgres } from '../setup/start-postgres.js';
import { transpiled } from '../setup/transpiled.js';
import { atOnce } from '../support/client.js';
import { specDatabase } from '../support/databases.js';
import { aTip, Given } from '../support/given.js';
import { findPgbouncer, startPgbouncer, type Pgbouncer } from '../support/pgbouncer.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import type { Ended } from '../support/tracker-process.js';
import { parseScrape } from './scrape.js';
import { endOfStart } from './tracker-start.js';

const limits = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'plan_cache_mode'];
const program = await findPgbouncer();
const isThere = program === null ? describe.skip : describe;

if (program === null) process.stderr.write('Skipped: PgBouncer is not installed, and Debian does not offer it here.\n');

isThere('a start behind PgBouncer in transaction mode', () => {
  let directory: string;
  let postgres: StartedPostgres;
  let urls: PostgresUrls;
  let pooler: Pgbouncer;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tracker-pooled-'));
    await chmod(directory, 0o711);
    // A Postgres of its own, because the settings of a role hold for all databases of a server.
    postgres = startPostgres({ directory: join(directory, 'server'), durable: false });
    urls = await postgres.ready;
    await migrate(urls.ownerUrl, migrations);
    pooler = await startPooler();
  });
  afterAll(async () => {
    await pooler.stop();
    await postgres.stop();
    await rm(await realpath(join(directory, 'server', 'postgres')), { recursive: true, force: true });
    await rm(directory, { recursive: true, force: true });
  });

  it('ends with a sentence where DATABASE_POOLER is not set', async () => {
    const { code, err } = await start({ DATABASE_POOLER: '' });

    expect({ code, err }).toEqual({
      code: 1,
      err: 'The pooler before Postgres does not accept the connection (08P01). Set DATABASE_POOLER=transaction. If it is set, read the log of the pooler.\n',
    });
  });

  it.each([
    [
      'the pooler ignores them as parameters',
      [`ignore_startup_parameters = ${limits.slice(0, 3).join(',')},options`],
      '',
    ],
    ['the roles have none', [], 'transaction'],
  ])('is refused without limits of time, because %s', async (_, settings, DATABASE_POOLER) => {
    const other = await startPooler(settings);

    const { code, err } = await start({ DATABASE_POOLER }, other);

    await other.stop();
    expect(code).toBe(exitCodeOf('time-limits'));
    expect(err).toContain('too long: idle_in_transaction_session_timeout, lock_timeout, statement_timeout.');
    expect(err).toContain('`npm run db:roles`');
  });

  it('serves once `npm run db:roles` has set the limits of the roles, and they hold', async () => {
    await runDatabaseRoles();
    const other = await startPooler();
    const client = new pg.Client({ connectionString: other.through(urls.appUrl) });
    await client.connect();

    const { rows: found } = await client.query<{ name: string; setting: string }>(
      'SELECT name, setting FROM pg_settings WHERE name = ANY ($1) ORDER BY name',
      [limits],
    );
    const stuck = await client.query('SELECT pg_sleep(30)').catch((fault: unknown) => (fault as { code: string }).code);
    await client.end();
    const started = await start({}, other);

    await other.stop();
    expect(found).toEqual([
      { name: 'idle_in_transaction_session_timeout', setting: '10000' },
      { name: 'lock_timeout', setting: '3000' },
      { name: 'plan_cache_mode', setting: 'force_generic_plan' },
      { name: 'statement_timeout', setting: '5000' },
    ]);
    expect(stuck).toBe('57014');
    expect(started).toMatchObject({ code: null, err: '' });
  }, 60_000);

  function startPooler(settings: readonly string[] = []): Promise<Pgbouncer> {
    if (program === null) throw new Error('There is no PgBouncer');
    return startPgbouncer(program, [urls.appUrl, urls.authUrl], settings);
  }

  function start(environment: Readonly<Record<string, string>>, by = pooler): Promise<Ended> {
    return endOfStart(directory, {
      environment: {
        DATABASE_POOLER: 'transaction',
        DATABASE_URL: by.through(urls.appUrl),
        DATABASE_AUTH_URL: by.through(urls.authUrl),
        ...environment,
      },
    });
  }

  async function runDatabaseRoles(): Promise<void> {
    const environment: NodeJS.ProcessEnv = { DATABASE_ADMIN_URL: urls.adminUrl };
    for (const role of ['owner', 'app', 'auth', 'signer', 'auditor', 'purge'] as const) {
      environment[`DATABASE_${role.toUpperCase()}_PASSWORD`] = new URL(urls[`${role}Url`]).password;
    }
    await promisify(execFile)(process.execPath, [await transpiled('src/commands/create-database-roles.command.js')], {
      env: environment,
    });
  }
});

isThere('requests behind PgBouncer in transaction mode', () => {
  let pooler: Pgbouncer;
  let tracker: Tracker;
  let given: Given;

  beforeAll(async () => {
    const database = await specDatabase();
    if (program === null) throw new Error('There is no PgBouncer');
    pooler = await startPgbouncer(program, [database.appUrl, database.authUrl]);
    tracker = await startTracker({
      database,
      by: (url) => Promise.resolve(pooler.through(url)),
      config: {
        DATABASE_URL: pooler.through(database.appUrl),
        DATABASE_AUTH_URL: pooler.through(database.authUrl),
        DATABASE_POOLER: 'transaction',
        METRICS_PORT: '0',
      },
    });
    given = new Given(tracker);
  });
  afterAll(async () => {
    await tracker.close();
    await pooler.stop();
  });

  it('see their own seat alone, and none is lost or doubled, with more requests than connections', async () => {
    const complaints = await Promise.all([given.complaint(), given.complaint()]);
    // PgBouncer has three connections for each role.
    const count = 6;

    const answers = await Promise.all(
      complaints.map(async ({ id, by }) => {
        const client = tracker.as(by);
        const logged = await atOnce(count, () => client.post('/complaints', aTip));
        const read = await atOnce(count, () => client.get<ComplaintView>(`/complaints/${id}`));
        const list = await client.get<{ items: ComplaintView[] }>('/complaints');
        return { logged, read, list };
      }),
    );

    for (const [index, { logged, read, list }] of answers.entries()) {
      expect(new Set(logged.map(({ status }) => status))).toEqual(new Set([201]));
      expect(new Set(read.map(({ body }) => body.id))).toEqual(new Set([complaints[index]?.id]));
      expect(list.body.items.map(({ id }) => id).sort()).toEqual(
        [complaints[index]?.id, ...logged.map(({ body }) => body['id'])].sort(),
      );
    }
  });

  it('have metrics of the database', async () => {
    const { port } = tracker.app.get(MetricsServer);

    const text = await (await fetch(`http://127.0.0.1:${port ?? 0}/metrics`)).text();

    const valueOf = (metric: string): number | undefined =>
      parseScrape(text).find(({ name }) => name === metric)?.value;
    expect(valueOf('tracker_database_up')).toBe(1);
    expect(valueOf('tracker_database_size_bytes')).toBeGreaterThan(1_000_000);
  });
});
