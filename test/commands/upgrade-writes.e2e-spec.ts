import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { migrations } from '../../migrations/index.js';
import { verifyDatabase } from '../../src/audit/chain/verify-database.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { SchemaInUse } from '../../src/platform/database/schema-lock.js';
import { verifyTally } from '../../src/reporting/reports/ledger/tally.js';
import { runTracker } from '../support/command.js';
import { specDatabase, type SpecDatabase } from '../support/databases.js';
import { aTip } from '../support/given.js';
import { times } from '../support/times.js';
import { startTracker } from '../support/tracker.js';
import { until } from '../support/until.js';
import { OldInstance, openSessions, requests, type Session, type Write } from './old-instance.js';
import { connected, readSnapshot, restore, secretsOf, snapshotVersions, type Snapshot } from './snapshot.js';

it('has the requests of each version that has a snapshot', async () => {
  expect(Object.keys(requests)).toEqual(await snapshotVersions());
});

describe.each(Object.entries(requests))('an upgrade from %s', (version, request) => {
  let snapshot: Snapshot;
  let database: SpecDatabase;
  let sessions: readonly Session[];
  let instances: readonly OldInstance[];

  beforeEach(async () => {
    snapshot = await readSnapshot(version);
    database = await specDatabase('empty');
    await restore(snapshot, database);
    sessions = await openSessions(database);
    instances = [0, 1].map(() => new OldInstance(database, request, sessions));
  });
  afterEach(async () => {
    await Promise.all(instances.map((instance) => instance.stop()));
    await database.drop();
  });

  function writes(): Write[] {
    return instances.flatMap((instance) => instance.writes);
  }

  function idsWith(status: Write['status']): string[] {
    return writes().flatMap((write) => (write.status === status ? [write.id] : []));
  }

  async function storedIds(): Promise<string[]> {
    const rows = await rowsOf(`SELECT id::text AS value FROM app.complaints WHERE external_reference LIKE 'up-%'`);
    return rows.sort();
  }

  function rowsOf(statement: string): Promise<string[]> {
    return connected(database.adminUrl, async (db) => {
      const { rows } = await db.query<{ value: string }>(statement);
      return rows.map(({ value }) => value);
    });
  }

  async function expectKept(): Promise<void> {
    expect(writes().filter(({ status }) => status === 500)).toEqual([]);
    expect(await storedIds()).toEqual(idsWith(201).sort());
    const findings = await verifyDatabase(database.auditorUrl, { keys: new Map(), signatures: null });
    expect(findings.faults.listed).toEqual([]);
    expect(await verifyTally(database.ownerUrl)).toEqual([]);
  }

  it.each(Array.from({ length: times('UPGRADE_ROUNDS', { api: 1, long: 10 }) }, (_, round) => round + 1))(
    'under 50 writes a second ends at the first start of two new instances, loses nothing and blocks no request, round %i',
    async () => {
      const blocked = watchBlocked(database.adminUrl);
      for (const instance of instances) instance.start(25);
      await until(() => idsWith(201).length >= 25);

      const runs = await Promise.all([migrate(database.ownerUrl, migrations), migrate(database.ownerUrl, migrations)]);
      const during = writes().length;
      await until(() => writes().length >= during + 25);
      await Promise.all(instances.map((instance) => instance.pause()));

      expect(runs.filter((run) => run.migrations.length > 0)).toHaveLength(1);
      expect(await blocked.stop()).toEqual([]);
      expect(
        writes()
          .slice(-10)
          .map(({ status }) => status),
      ).toEqual(Array(10).fill(503));
      await expectKept();

      const tracker = await startTracker({
        database: { ...database, drop: () => Promise.resolve() },
        secrets: secretsOf(snapshot),
      });
      const repeated = await tracker.as(sessions[0] ?? { token: '' }).post('/complaints', aTip);
      await tracker.close();
      expect(repeated.status).toBe(201);
    },
  );

  it('whose connection is cut at any statement changes nothing that is served, and ends at the next start', async () => {
    const [instance] = instances;
    const whole = await statementsOf(async (url) => {
      const copy = await specDatabase('empty');
      await restore(snapshot, copy);
      await migrate(urlThrough(url, copy.ownerUrl), migrations);
      await copy.drop();
    });
    const rounds = times('UPGRADE_CUTS', { api: 4, long: 60 });

    for (let round = 0; round < rounds; round += 1) {
      const at = Math.floor(((round + Math.random()) * whole) / rounds);
      const outcome = await cutAt(at, database.ownerUrl, (url) => migrate(url, migrations)).catch(
        (fault: unknown) => fault,
      );
      // Later starts send less, because the online migrations have run. A cut near the end can be too late.
      if (!(outcome instanceof Error)) expect(at).toBeGreaterThan(0.8 * whole);
      if (!(outcome instanceof Error)) break;
      // The backend notices at its next statement that its client is gone.
      await until(async () => (await rowsOf(selectMigrators)).length === 0);
      await instance?.write();
      expect({ at, last: instance?.writes.at(-1)?.status }).toEqual({ at, last: 201 });
    }
    await migrate(database.ownerUrl, migrations);

    await expectKept();
  });

  it('beside a transaction that does not end gives up with a sentence, and succeeds after its end', async () => {
    const [instance] = instances;
    const end = await instance?.hang();

    const refused = await migrate(database.ownerUrl, migrations, undefined, 200).catch((fault: unknown) => fault);
    await instance?.write();

    expect(refused).toBeInstanceOf(SchemaInUse);
    expect((refused as Error).message).toMatch(
      /^The database was not migrated, because .* \(backends of Postgres: \d[\d, ]*\)\. Nothing was changed\. /,
    );
    expect(instance?.writes.at(-1)?.status).toBe(201);
    await end?.();
    expect((await migrate(database.ownerUrl, migrations)).migrations.length).toBeGreaterThan(0);
    await expectKept();
  });

  it('answers 503 to a request that finds the lock free because the migration has just ended', async () => {
    const [instance] = instances;
    const end = await instance?.hang();
    await expect(migrate(database.ownerUrl, migrations, undefined, 200)).rejects.toThrow(SchemaInUse);
    await end?.();
    // The connection keeps the functions of the online migrations in its caches.
    await instance?.write();

    await connected(database.adminUrl, async (db) => {
      await db.query('SELECT pg_advisory_lock(1)');
      const late = instance?.write(1);
      await until(
        async () =>
          (await rowsOf(`SELECT pid::text AS value FROM pg_locks WHERE objid = 1 AND NOT granted`)).length === 1,
      );
      await migrate(database.ownerUrl, migrations, undefined, 200);
      await db.query('SELECT pg_advisory_unlock(1)');
      await late;
    });

    expect(instance?.writes.map(({ status, fault }) => [status, fault])).toEqual([
      [201, null],
      [503, '57P03 A newer release has migrated the database'],
    ]);
    await expectKept();
  });

  it('that its data refuse ends with 29 and changes nothing, and with 1 where the database is away', async () => {
    await connected(database.adminUrl, (db) => db.query('CREATE TABLE app.provisioned_users ()'));

    const refused = await runTracker('', ['db:migrate'], { DATABASE_OWNER_URL: database.ownerUrl });
    const away = await runTracker('', ['db:migrate'], {
      DATABASE_OWNER_URL: 'postgres://tracker_owner:x@127.0.0.1:1/tracker',
    });
    await instances[0]?.write();

    expect(refused).toMatchObject({
      code: 29,
      err: expect.stringMatching(/29 migrations: The migration ProvisionUsers\d+ failed \(SQLSTATE 42P07\)\./),
    });
    expect(away.code).toBe(1);
    expect(instances[0]?.writes.at(-1)?.status).toBe(201);
  });
});

const selectMigrators = `SELECT pid::text AS value FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock' AND granted
   AND objid = (hashtext('tracker:migrate')::bigint & 4294967295)::oid AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** Collects requests that wait for a lock which the migration holds. */
function watchBlocked(adminUrl: string): { stop: () => Promise<string[]> } {
  const found = new Set<string>();
  let isStopped = false;
  const watching = connected(adminUrl, async (db: pg.Client) => {
    while (!isStopped) {
      const { rows } = await db.query<{ query: string }>(
        `SELECT w.query FROM pg_stat_activity w CROSS JOIN LATERAL unnest(pg_blocking_pids(w.pid)) b JOIN pg_stat_activity h ON h.pid = b
          WHERE w.datname = current_database() AND w.usename IN ('tracker_app', 'tracker_auth') AND h.usename = 'tracker_owner'`,
      );
      for (const { query } of rows) found.add(query);
      await delay(5);
    }
  });
  const stop = async (): Promise<string[]> => {
    isStopped = true;
    await watching;
    return [...found];
  };
  return { stop };
}

/** Returns the number of messages that work sends through a proxy. */
async function statementsOf(work: (proxyPort: number) => Promise<unknown>): Promise<number> {
  let sent = 0;
  const proxy = await proxyTo(() => {
    sent += 1;
    return true;
  });
  await work(proxy.port);
  proxy.close();
  return sent;
}

/** Runs work over a connection that ends before the message with this number. */
async function cutAt(number: number, url: string, work: (url: string) => Promise<unknown>): Promise<unknown> {
  let sent = 0;
  const proxy = await proxyTo(() => (sent += 1) <= number);
  try {
    return await work(urlThrough(proxy.port, url));
  } finally {
    proxy.close();
  }
}

async function proxyTo(passes: () => boolean): Promise<{ readonly port: number; readonly close: () => void }> {
  const { hostname, port } = new URL(process.env['TEST_OWNER_URL'] ?? '');
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.on('data', (data) => {
      if (passes()) far.write(data);
      else for (const socket of [near, far]) socket.destroy();
    });
    far.on('data', (data) => near.write(data));
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const)
      socket.on('error', () => undefined).on('close', () => other.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

function urlThrough(port: number, url: string): string {
  const through = new URL(url);
  through.port = String(port);
  return through.href;
}
