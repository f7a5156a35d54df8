import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { allowReplication, startStandby } from '../../bench/standby.mjs';
import { migrations } from '../../migrations/index.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { urlOfDatabase } from '../../src/platform/database/database-roles.js';
import { exitCodeOf, reasons, type Reason } from '../../src/platform/self-check/start-refusal.js';
import { quickFolder, startPostgres, type PostgresUrls, type StartedPostgres } from '../setup/start-postgres.js';
import { specDatabase } from '../support/databases.js';
import { figure } from '../support/figures.js';
import { freePort } from '../support/free-port.js';
import { until } from '../support/until.js';
import { endOfProcess, startProcess, type Ended, type Sabotage } from '../support/tracker-process.js';
import { endOfStart } from './tracker-start.js';

interface Break {
  readonly environment?: Readonly<Record<string, string>>;
  readonly sql?: string;
  readonly sabotage?: Sabotage;
  readonly limit?: string;
}

let directory: string;
let postgres: StartedPostgres;
let urls: PostgresUrls;
let files: Readonly<Record<'pepper' | 'factor' | 'deconfliction' | 'short' | 'other', string>>;
let count = 0;
let untouched: Promise<Installation> | undefined;
const refused = new Set<Reason>();
/** Reasons for which a process exited with their code. */
const refusedToProcess = new Set<Reason>();

beforeAll(async () => {
  directory = await mkdtemp(join(await quickFolder(), 'tracker-self-check-'));
  await chmod(directory, 0o711);
  // A Postgres of its own, which is durable while a tracker starts, unlike that of the test run.
  postgres = startPostgres({ directory: join(directory, 'server'), durable: false, ownerMakesDatabases: true });
  urls = await postgres.ready;
  await migrate(urls.ownerUrl, migrations);
  await setDurable('on');
  files = {
    pepper: await fileOf(randomBytes(32)),
    factor: await fileOf(randomBytes(32)),
    deconfliction: await fileOf(randomBytes(32)),
    other: await fileOf(randomBytes(32)),
    short: await fileOf(randomBytes(31)),
  };
});
afterAll(async () => {
  await setDurable('off');
  await postgres.stop();
  await rm(await realpath(join(directory, 'server', 'postgres')), { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
});

async function setSynchronousStandbys(names: string): Promise<void> {
  await query(urls.adminUrl, `ALTER SYSTEM SET synchronous_standby_names = '${names}'`);
  await query(urls.adminUrl, 'SELECT pg_reload_conf()');
  const isSet = async (): Promise<boolean> =>
    (await query(urls.adminUrl, `SELECT WHERE current_setting('synchronous_standby_names') = '${names}'`)).length > 0;
  while (!(await isSet())) await delay(10);
}

async function fileOf(bytes: Buffer | string): Promise<string> {
  count += 1;
  const file = join(directory, `secret-${count}`);
  await writeFile(file, bytes);
  return file;
}

async function serviceOf(keyId: string): Promise<string> {
  count += 1;
  const module = join(directory, `service-${count}.mjs`);
  await writeFile(
    module,
    `export const keyId = '${keyId}';
     export const wrap = async (bytes) => bytes;
     export const unwrap = async (bytes) => bytes;`,
  );
  return module;
}

interface Installation {
  readonly environment: Readonly<Record<string, string>>;
  readonly adminUrl: string;
}

async function installation(): Promise<Installation> {
  count += 1;
  const name = `installation_${count}`;
  const adminUrl = urlOfDatabase(urls.adminUrl, name);
  await setDurable('off');
  await query(urls.adminUrl, `CREATE DATABASE ${name} OWNER tracker_owner TEMPLATE tracker STRATEGY FILE_COPY`);
  await setDurable('on');
  await query(urls.adminUrl, `REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await query(urls.adminUrl, `GRANT CONNECT ON DATABASE ${name} TO tracker_app, tracker_auth`);
  return {
    adminUrl,
    environment: {
      NODE_ENV: 'production',
      LOG_LEVEL: 'log',
      DATABASE_URL: urlOfDatabase(urls.appUrl, name),
      DATABASE_AUTH_URL: urlOfDatabase(urls.authUrl, name),
      PUBLIC_URL: 'https://tracker.example.gov',
      PASSWORD_PEPPER_FILE: files.pepper,
      FACTOR_KEY_FILE: files.factor,
      DECONFLICTION_KEY_FILE: files.deconfliction,
    },
  };
}

/** Sets whether Postgres syncs, and waits until new connections read it: a synced copy of a database takes seconds. */
async function setDurable(value: 'on' | 'off'): Promise<void> {
  for (const name of ['fsync', 'full_page_writes']) await query(urls.adminUrl, `ALTER SYSTEM SET ${name} = ${value}`);
  await query(urls.adminUrl, 'SELECT pg_reload_conf()');
  const isSet = async (): Promise<boolean> => {
    const settings = await query(
      urls.adminUrl,
      `SELECT FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') AND setting = '${value}'`,
    );
    return settings.length === 2;
  };
  while (!(await isSet())) await delay(10);
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows as unknown[];
  } finally {
    await client.end();
  }
}

/**
 * Starts the tracker, in its own process where asked for or where its code is changed. A start that is refused leaves
 * its installation to the next.
 */
async function startOf({ environment = {}, sql, sabotage, limit }: Break, isOwnProcess: boolean): Promise<Ended> {
  const good = sql === undefined ? await (untouched ??= installation()) : await installation();
  if (sql !== undefined) await query(good.adminUrl, sql);
  const options = { environment: { ...good.environment, ...environment } };
  if (sabotage) return endOfProcess(directory, { ...options, sabotage });
  if (limit !== undefined) return endOfProcess(directory, { ...options, limit });
  return isOwnProcess ? endOfProcess(directory, options) : endOfStart(directory, options);
}

function another(release: number): Sabotage {
  return { file: 'postgres-releases.js', from: `current_setting('server_version_num')::int`, to: String(release) };
}

function expectRefused({ code, out, err }: Ended, reason: Reason, words: RegExp): void {
  expect({ code, err }).toEqual({ code: exitCodeOf(reason), err: expect.stringMatching(words) });
  expect(err).toMatch(new RegExp(`^The tracker does not start\\.\n${exitCodeOf(reason)} ${reason}: .+\n$`, 's'));
  expect(out).not.toContain('ready on');
  for (const url of [urls.appUrl, urls.authUrl]) expect(err).not.toContain(new URL(url).password);
  refused.add(reason);
}

function expectReady({ code, out, err }: Ended): void {
  expect({ code, err }).toEqual({ code: null, err: '' });
  expect(out).toContain('ready on');
}

describe('a valid installation', () => {
  it('logs a failure by ids and codes, without the text of the error', async () => {
    const { environment, adminUrl } = await installation();
    const running = await startProcess(directory, { environment });
    await query(adminUrl, 'ALTER SCHEMA auth RENAME TO gone');
    const answer = await fetch(`${running.url}/api/v1/complaints`, {
      headers: { authorization: `Bearer ${'x'.repeat(43)}` },
    });
    await running.stop();

    const { out } = running.output();
    expect(answer.status).toBe(500);
    expect(out).toContain('"problem":"internal-error"');
    expect(out).toMatch(/"sqlState":"(3F000|42883)"/);
    expect(out).not.toMatch(/does not exist|"cause"|"message":"\w*Error|auth\./);
  });

  it('logs at most forty lines at a start, and none for each module or route', async () => {
    const started = await startOf({}, true);

    expectReady(started);
    expect(started.out.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
    expect(started.out).toContain('"context":"NestApplication"');
  });

  it('answers the readiness probe while no standby confirms a commit', async () => {
    const { environment } = await installation();
    const running = await startProcess(directory, { environment });
    await setSynchronousStandbys('nobody');
    try {
      const answer = await fetch(`${running.url}/health/ready`, { signal: AbortSignal.timeout(4000) });

      expect(answer.status).toBe(200);
    } finally {
      await setSynchronousStandbys('');
      await running.stop();
    }
  });

  it('starts, restarts, and starts after its secrets are replaced', async () => {
    const { environment, adminUrl } = await installation();
    const first = await startProcess(directory, { environment });
    await first.stop();
    const again = await endOfStart(directory, { environment });
    const replaced = {
      ...environment,
      PASSWORD_PEPPER_FILE: files.other,
      PASSWORD_PEPPER_PREVIOUS_FILE: files.pepper,
    };
    const third = await endOfStart(directory, { environment: replaced });

    for (const ended of [again, third]) expectReady(ended);
    const kept = await query(adminUrl, 'SELECT purpose, count(*)::int FROM auth.key_checks GROUP BY 1 ORDER BY 1');
    expect(kept).toEqual([
      { purpose: 'deconfliction-key', count: 1 },
      { purpose: 'factor-key', count: 1 },
      { purpose: 'password-pepper', count: 2 },
      { purpose: 'vault-master-key', count: 1 },
    ]);
    expect((await endOfStart(directory, { environment })).code).toBe(exitCodeOf('keys'));
  });
});

describe('the master key of the vault', () => {
  it('moves to a key service, to another and back to a file, each time with the previous one configured', async () => {
    const { environment, adminUrl } = await installation();
    const [one, two] = [await serviceOf('key/1'), await serviceOf('key/2')];
    const fileBefore = await fileOf(randomBytes(32));
    const file = await fileOf(randomBytes(32));
    const steps: readonly Record<string, string>[] = [
      { VAULT_MASTER_KEY_FILE: fileBefore },
      { VAULT_KMS_MODULE: one, VAULT_MASTER_KEY_PREVIOUS_FILE: fileBefore },
      { VAULT_KMS_MODULE: two, VAULT_KMS_PREVIOUS_MODULE: one },
      { VAULT_MASTER_KEY_FILE: file, VAULT_KMS_PREVIOUS_MODULE: two },
      { VAULT_MASTER_KEY_FILE: file },
    ];

    for (const step of steps) {
      expectReady(await endOfStart(directory, { environment: { ...environment, VAULT_MASTER_KEY: '', ...step } }));
    }
    const alone = { ...environment, VAULT_MASTER_KEY: '', VAULT_KMS_MODULE: one };
    const refusedAlone = await endOfStart(directory, { environment: alone });

    const [known] = await query(
      adminUrl,
      `SELECT count(*)::int FROM auth.key_checks WHERE purpose = 'vault-master-key'`,
    );
    expect(known).toEqual({ count: 4 });
    expectRefused(refusedAlone, 'keys', /vault-master-key is not the one/);
  });
});

describe('an invalid installation', () => {
  const breaks: readonly (readonly [string, Reason, RegExp, () => Break])[] = [
    [
      'a secret that is missing',
      'secret-missing',
      /FACTOR_KEY_FILE is not set/,
      () => ({ environment: { FACTOR_KEY_FILE: '' } }),
    ],
    [
      'a master key of the vault that is missing',
      'secret-missing',
      /VAULT_MASTER_KEY_FILE is not set/,
      () => ({ environment: { VAULT_MASTER_KEY: '' } }),
    ],
    [
      'a key service that is none',
      'secret-missing',
      /does not export keyId, wrap and unwrap/,
      () => ({ environment: { VAULT_MASTER_KEY: '', VAULT_KMS_MODULE: files.pepper } }),
    ],
    [
      'a key service before that is none',
      'secret-missing',
      /VAULT_KMS_PREVIOUS_MODULE names does not export keyId, wrap and unwrap/,
      () => ({ environment: { VAULT_KMS_PREVIOUS_MODULE: files.pepper } }),
    ],
    [
      'a vault under another master key',
      'keys',
      /vault-master-key is not the one/,
      () => ({
        sql: `INSERT INTO app.task_forces (id, code, name, state, coverage, zone, verified, version)
              SELECT gen_random_uuid(), 'ZZ-VAULT', 'Vault', 'NE', 'statewide', 'UTC', true, 1 FROM audit.begin_change('test', NULL, NULL, NULL);
              INSERT INTO vault.keys (id, task_force_id, wrapped, wrapped_by)
              SELECT gen_random_uuid(), id, '\\x00', '00000000' FROM app.task_forces LIMIT 1`,
      }),
    ],
    [
      'a database password out of an example',
      'secret-missing',
      /password in DATABASE_URL/,
      () => ({ environment: { DATABASE_URL: withPassword(urls.appUrl, 'tracker_app') } }),
    ],
    [
      'a secret that is short',
      'secret-weak',
      /fewer than 32/,
      () => ({ environment: { FACTOR_KEY_FILE: files.short } }),
    ],
    [
      'one secret for two purposes',
      'secret-weak',
      /are the same/,
      () => ({ environment: { FACTOR_KEY_FILE: files.pepper } }),
    ],
    ['a log for development', 'debug', /LOG_LEVEL/, () => ({ environment: { LOG_LEVEL: 'debug' } })],
    ['causes in the log', 'debug', /LOG_ERROR_CAUSES/, () => ({ environment: { LOG_ERROR_CAUSES: 'include' } })],
    ['one factor', 'debug', /AUTH_MFA/, () => ({ environment: { AUTH_MFA: 'optional' } })],
    [
      'a public URL in the clear',
      'plain-http',
      /https/,
      () => ({ environment: { PUBLIC_URL: 'http://tracker.example.gov' } }),
    ],
    [
      'a superuser to serve as',
      'role-too-powerful',
      /postgres.* is a superuser/,
      () => ({ environment: { DATABASE_URL: urls.adminUrl.replace(/\/postgres$/, '/tracker') } }),
    ],
    [
      'the owner in place of the sign-in role',
      'role-too-powerful',
      /tracker_owner.* owns/,
      () => ({ environment: { DATABASE_AUTH_URL: urls.ownerUrl, DATABASE_URL: urls.appUrl } }),
    ],
    [
      'a table without forced row security',
      'table-unguarded',
      /app\.suspects has no forced row security\./,
      () => ({ sql: 'ALTER TABLE app.suspects NO FORCE ROW LEVEL SECURITY' }),
    ],
    [
      'a table without a policy',
      'table-unguarded',
      /app\.stray has no forced row security, no policy, no triggers of the trail/,
      () => ({ sql: 'CREATE TABLE app.stray (id uuid, task_force_id uuid)' }),
    ],
    [
      'a table that the trail does not watch',
      'table-unguarded',
      /app\.arrests has no triggers of the trail/,
      () => ({ sql: 'ALTER TABLE app.arrests DISABLE TRIGGER arrests_changed' }),
    ],
    [
      'a database on another machine, in the clear',
      'database-in-the-clear',
      /sslmode=verify-full to DATABASE_URL/,
      () => ({
        environment: { DATABASE_URL: 'postgres://tracker_app:c0rrect@db.example.gov/tracker?sslmode=require' },
      }),
    ],
    [
      'the database that the tracker starts itself',
      'embedded-database',
      /EMBEDDED_POSTGRES=allow/,
      () => ({ environment: { DATABASE_URL: '', DATABASE_AUTH_URL: '' } }),
    ],
    [
      'a Postgres that the tracker does not take',
      'postgres-release',
      /Postgres 15\.17 is not supported\. Use Postgres 16 to 18\./,
      () => ({ sabotage: another(150_017) }),
    ],
    [
      'a Postgres that its migrations are not run on',
      'postgres-release',
      /Postgres 19\.1 is not supported/,
      () => ({ environment: { DATABASE_OWNER_URL: urls.ownerUrl }, sabotage: another(190_001) }),
    ],
    [
      'commits that are not waited for',
      'not-durable',
      /synchronous_commit off/,
      () => ({
        sql: `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$`,
      }),
    ],
    [
      'a limit of 64 open files',
      'host-too-small',
      /may open 64 files, and it needs 256/,
      () => ({ limit: 'ulimit -n 64' }),
    ],
    [
      'an image without DATABASE_URL, whose data folder cannot be made',
      'data-directory',
      /cannot be written \(ENOTDIR\)\..* set DATABASE_URL/,
      () => ({ environment: { DATABASE_URL: '', DATABASE_AUTH_URL: '', DATA_DIRECTORY: join(files.pepper, 'data') } }),
    ],
    [
      'a pooler before roles without limits of time',
      'time-limits',
      /missing or too long: .*lock_timeout, statement_timeout\./,
      () => ({ environment: { DATABASE_POOLER: 'transaction' } }),
    ],
    [
      'a migration that has not run',
      'migrations',
      /1 migrations have not run/,
      () => ({ sql: 'DELETE FROM app.migrations WHERE id = 3' }),
    ],
    [
      'a migration of a later release',
      'migrations',
      /1 migrations have run that/,
      () => ({ sql: `INSERT INTO app.migrations (timestamp, name) VALUES (1999999999999, 'ComeLater1999999999999')` }),
    ],
    [
      'functions of another release',
      'migrations',
      /are of another release/,
      () => ({
        sql: `UPDATE app.repeatable_files SET hash = 'other' WHERE path = 'database/app/functions/open_matters.sql'`,
      }),
    ],
    [
      'a pepper that is not the one in use',
      'keys',
      /password-pepper is not the one/,
      () => ({
        sql: `INSERT INTO auth.key_checks (purpose, value) VALUES ('password-pepper', sha256('another'))`,
      }),
    ],
    [
      'a route that says nothing of who may call it',
      'open-route',
      /HealthController\.checkLiveness has neither/,
      () => ({ sabotage: { file: 'health.controller.js', from: 'Public(),', to: '' } }),
    ],
    ['a proxy trusted whoever it is', 'proxy-trust', /TRUST_PROXY/, () => ({ environment: { TRUST_PROXY: 'true' } })],
    [
      'a trail that takes no entry',
      'trail',
      /cannot be written \(42501\)/,
      () => ({ sql: 'REVOKE INSERT ON audit.unlinked_entries FROM tracker_owner' }),
    ],
    [
      'a server for reports that is a copy of another database',
      'replica',
      /is a copy of another database/,
      () => ({ environment: { DATABASE_REPLICA_URL: process.env['TEST_APP_URL'] ?? '' } }),
    ],
    [
      'a schema that TypeORM would change',
      'lax-statements',
      /synchronize/,
      () => ({ sabotage: { file: 'data-source.js', from: 'synchronize: false', to: 'synchronize: true' } }),
    ],
    [
      'a condition that may be missing',
      'lax-statements',
      /invalidWhereValuesBehavior/,
      () => ({ sabotage: { file: 'data-source.js', from: `undefined: 'throw'`, to: `undefined: 'ignore'` } }),
    ],
  ];

  // A standby copies all databases, so these tests come before most installations.
  it('is refused because no commit waits for the standby that follows', async () => {
    const standby = await startStandby(urls.adminUrl, await freePort(), await quickFolder());
    try {
      const asynchronous = await startOf({}, true);
      const accepted = await startOf({ environment: { ASYNCHRONOUS_REPLICATION: 'allow' } }, false);
      await setSynchronousStandbys('*');
      const synchronous = await startOf({}, false);
      const local = await startOf(
        {
          sql: `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = local', current_database()); END $$`,
        },
        false,
      );

      expectRefused(asynchronous, 'asynchronous-replication', /commits do not wait for it/);
      refusedToProcess.add('asynchronous-replication');
      expectReady(accepted);
      expectReady(synchronous);
      expectRefused(local, 'asynchronous-replication', /synchronous_commit to on/);
    } finally {
      await setSynchronousStandbys('');
      await standby.stop();
    }
  }, 120_000);

  it('is refused because its server for reports is no standby, or another role signs in there', async () => {
    const { environment } = await (untouched ??= installation());
    const standby = await startStandby(urls.adminUrl, await freePort(), await quickFolder());
    const atStandby = (url = ''): string => Object.assign(new URL(url), { port: new URL(standby.adminUrl).port }).href;
    const startWith = (url: string): Promise<Ended> =>
      startOf({ environment: { ASYNCHRONOUS_REPLICATION: 'allow', DATABASE_REPLICA_URL: url } }, false);
    try {
      expectReady(await startWith(atStandby(environment['DATABASE_URL'])));
      expectRefused(
        await startWith(atStandby(environment['DATABASE_AUTH_URL'])),
        'replica',
        /signs in as another role/,
      );
      expectRefused(await startWith(environment['DATABASE_URL'] ?? ''), 'replica', /is no standby/);
      expectRefused(await startWith(atStandby(urls.appUrl)), 'replica', /is a copy of another database/);
      const wrong = Object.assign(new URL(atStandby(environment['DATABASE_URL'])), { password: 'wrong' }).href;
      expectRefused(await startWith(wrong), 'replica', /refuses the sign-in/);
    } finally {
      await standby.stop();
    }
  }, 120_000);

  it.each(breaks)(
    'is refused because of %s',
    async (name, reason, words, breakIt) => {
      // The exit code of each reason is that of a process; its other cases run the same checks in this one.
      const isFirst = breaks.find(([, other]) => other === reason)?.[0] === name;
      expectRefused(await startOf(breakIt(), isFirst), reason, words);
      if (isFirst) refusedToProcess.add(reason);
    },
    60_000,
  );

  it('is refused because Postgres does not sync', async () => {
    const lax = await specDatabase();

    const ended = await startOf({ environment: { DATABASE_URL: lax.appUrl, DATABASE_AUTH_URL: lax.authUrl } }, false);

    await lax.drop();
    expectRefused(ended, 'not-durable', /fsync off/);
  });

  it('is not refused because of a standby for reports that is away', async () => {
    const { port } = new URL(urls.appUrl);
    const away = urls.appUrl.replace(`:${port}/`, `:${await freePort()}/`);

    const { code, out } = await startOf({ environment: { DATABASE_REPLICA_URL: away } }, false);

    expect(code).toBeNull();
    expect(out).toMatch(/"standby":"away",.*"message":"The primary answers reports instead of the standby\."/);
  });

  it('is not refused because of a backup or an archive that receives the log', async () => {
    await allowReplication(urls.adminUrl);
    const usual = ['pg_basebackup', 'pg_receivewal', 'barman_receive_wal', 'barman_streaming_backup'];
    const receivers: pg.Client[] = [];
    const receiveAs = async (name: string): Promise<void> => {
      const settings = { connectionString: urls.adminUrl, application_name: name, replication: 'true' };
      const receiver = new pg.Client(settings);
      receivers.push(receiver);
      await receiver.connect();
    };
    try {
      for (const name of usual) await receiveAs(name);
      const archived = await startOf({}, false);
      await receiveAs('archive-3');
      const unknown = await startOf({}, false);
      const [position] = (await query(urls.adminUrl, 'SELECT pg_current_wal_flush_lsn() AS lsn')) as { lsn: string }[];
      const startStreaming = `START_REPLICATION ${position?.lsn}`;
      receivers.at(-1)?.query(startStreaming, () => undefined);
      const streaming = `SELECT FROM pg_stat_replication WHERE state = 'streaming'`;
      await until(async () => (await query(urls.adminUrl, streaming)).length > 0);

      expect(
        await query(urlOfDatabase(urls.adminUrl, 'tracker'), 'SELECT connected FROM oversight.standbys()'),
      ).toEqual([{ connected: 0 }]);
      expectReady(archived);
      expectRefused(unknown, 'asynchronous-replication', /an archive that receives the log under a name of its own/);
    } finally {
      for (const receiver of receivers) await receiver.end();
    }
  }, 120_000);

  it('reports all findings, and exits with the code of the first', async () => {
    const environment = {
      AUTH_MFA: 'optional',
      DECONFLICTION_KEY_FILE: '',
      FACTOR_KEY_FILE: '',
      PASSWORD_PEPPER_FILE: '',
    };
    const ended = await startOf({ environment }, true);

    expect(ended.err.trimEnd().split('\n')).toEqual([
      'The tracker does not start.',
      expect.stringMatching(/^21 secret-missing: PASSWORD_PEPPER_FILE /),
      expect.stringMatching(/^21 secret-missing: FACTOR_KEY_FILE /),
      expect.stringMatching(/^21 secret-missing: DECONFLICTION_KEY_FILE /),
      expect.stringMatching(/^23 debug: /),
    ]);
    expect(ended.code).toBe(21);
  });

  it('is refused for each reason', () => {
    expect([...refused].sort()).toEqual([...reasons].sort());
    expect([...refusedToProcess].sort()).toEqual([...reasons].sort());
    figure('self-check', { refusals: refused.size, of: reasons.length });
  });
});

describe('a start without its database', () => {
  it.each([
    [
      'Postgres does not answer',
      /^Postgres does not answer \(ECONNREFUSED\)\. Start it, or correct DATABASE_URL,/,
      closedPort,
    ],
    [
      'the database does not exist',
      /^The database does not exist \(3D000\)\. Create it, or correct DATABASE_URL,/,
      noDatabase,
    ],
    [
      'a password is wrong',
      /^Postgres does not let a role sign in \(28P01\)\. Correct the roles and passwords/,
      wrongPassword,
    ],
  ] as const)('ends with a sentence when %s', async (_, sentence, urlFor) => {
    const { environment } = await (untouched ??= installation());
    const { code, err } = await endOfStart(directory, {
      environment: { ...environment, DATABASE_URL: urlFor(environment['DATABASE_URL'] ?? '') },
    });

    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(sentence) });
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).not.toContain(new URL(urls.appUrl).password);
  });
});

function closedPort(url: string): string {
  const changed = new URL(url);
  changed.port = '1';
  return changed.href;
}

function noDatabase(url: string): string {
  return urlOfDatabase(url, 'no_such_database');
}

function wrongPassword(url: string): string {
  return withPassword(url, 'a wrong password');
}

function withPassword(url: string, password: string): string {
  const changed = new URL(url);
  changed.password = password;
  return changed.href;
}
