import { fileURLToPath } from 'node:url';
import { DataSource, MigrationExecutor, type Migration, type MigrationInterface, type QueryRunner } from 'typeorm';
import { applyRepeatableFiles, findChangedFiles } from './apply-repeatable.js';
import { findDatabaseFault, isTransient } from '../http/postgres-problems.js';
import { selectRelease, refusalOf, UnknownRelease } from './postgres-releases.js';
import { digestOf, readRepeatableFiles, type RepeatableFile } from './repeatable-files.js';
import { limitLockWait, lockSchema, waitForTransactions, whenUnlocked } from './schema-lock.js';
import { UnmigratableSchema } from './unmigratable-schema.js';

type Migrations = readonly (new () => MigrationInterface)[];

/**
 * Migration beside which instances of earlier releases serve. It runs before the others, each in its own transaction, and locks no
 * table for longer than a moment. In an empty database it runs in its place.
 */
interface OnlineMigration extends MigrationInterface {
  readonly isOnline?: boolean;
}

export interface MigrationRun {
  readonly migrations: readonly string[];
  /** Files below `database/` that were applied, or dropped because they were deleted. */
  readonly files: readonly string[];
}

const database = fileURLToPath(new URL('../../../database', import.meta.url));
/** Longer than the longest request, a stream of ten minutes. */
const maxWaitMs = 15 * 60_000;

/**
 * Brings the database to the newest schema as its owner: online migrations, then the others and the changed files of
 * `database/` in one transaction that locks the schema. Throws UnknownRelease or UnmigratableSchema, and SchemaInUse if the
 * schema was not free in time.
 */
export async function migrate(
  ownerUrl: string,
  migrations: Migrations,
  folder = database,
  patienceMs = maxWaitMs,
): Promise<MigrationRun> {
  const files = await readRepeatableFiles(folder);
  const dataSource = await connectAsOwner(ownerUrl, migrations);
  try {
    await refuseUnknown(dataSource);
    // Two instances that start at once: the second waits, and finds nothing left to do.
    await dataSource.query(`SELECT pg_advisory_lock(hashtext('tracker:migrate'))`);
    await refuseSchema(dataSource, migrations);
    const online: string[] = [];
    for (const { name } of await findOnline(dataSource)) {
      await whenUnlocked(dataSource, patienceMs, async (db) => {
        await limitLockWait(db);
        online.push(...(await runMigrations(dataSource, db, name)));
      });
      await waitForTransactions(dataSource, patienceMs);
    }
    const run = await whenUnlocked(dataSource, patienceMs, (db) => migrateInLock(dataSource, db, files));
    return { ...run, migrations: [...online, ...run.migrations] };
  } finally {
    await dataSource.destroy();
  }
}

/** Returns the digest of this release's files below `database/`, as a database that has them reports it. */
export async function digestOfRelease(): Promise<string> {
  return digestOf(await readRepeatableFiles(database));
}

/** Returns the pending online migrations of a database that has others already. */
async function findOnline(dataSource: DataSource): Promise<Migration[]> {
  const executor = new MigrationExecutor(dataSource);
  if (!(await hasMigrations(dataSource)) || (await executor.getExecutedMigrations()).length === 0) return [];
  return (await executor.getPendingMigrations()).filter(({ instance }) => (instance as OnlineMigration).isOnline);
}

async function migrateInLock(
  dataSource: DataSource,
  db: QueryRunner,
  files: readonly RepeatableFile[],
): Promise<MigrationRun> {
  await db.query('CREATE SCHEMA IF NOT EXISTS app');
  const pending = await new MigrationExecutor(dataSource, db).getPendingMigrations();
  // Without a change no request is refused.
  if (pending.length === 0 && (await findChangedFiles(db, files)).length === 0) return { migrations: [], files: [] };
  await lockSchema(db);
  return { migrations: await runMigrations(dataSource, db), files: await applyRepeatableFiles(db, files) };
}

/** Runs the pending migrations, or the named one of them, in the caller's transaction. Returns their names. */
async function runMigrations(dataSource: DataSource, db: QueryRunner, only?: string): Promise<string[]> {
  const executor = new MigrationExecutor(dataSource, db);
  const pending = (await executor.getPendingMigrations()).filter(({ name }) => only === undefined || name === only);
  for (const migration of pending) {
    try {
      await executor.executeMigration(migration);
    } catch (fault) {
      const { sqlState, constraint } = findDatabaseFault(fault) ?? {};
      if (sqlState === undefined || isTransient(fault)) throw fault;
      throw new UnmigratableSchema(
        `The migration ${migration.name} failed (SQLSTATE ${[sqlState, constraint].filter(Boolean).join(', ')}). Nothing of it was kept, and ` +
          'each start fails in the same way. Keep the earlier release running, and report this line to the developers.',
        { cause: fault },
      );
    }
  }
  return pending.map(({ name }) => name);
}

async function refuseUnknown(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ release: number }[]>(selectRelease);
  const refusal = refusalOf(row?.release ?? 0);
  if (refusal !== null) throw new UnknownRelease(refusal);
}

/** Timestamp of the first migration of the baseline. Those before it were of an unreleased version. */
const firstTimestamp = 1_765_000_001_000;

const unreleased =
  'This database has the schema of an unreleased version, and it cannot be migrated. Nothing was changed. To keep its data, start the ' +
  'version that made it and export them (POST /exports, GET /packets). To start over, run `npm run db:reset` for the embedded ' +
  'database. On your own server drop the database and run `npm run db:roles`.';
const newer =
  'A newer release has migrated this database. Nothing was changed. Start that release, or restore the backup from before it.';

async function hasMigrations(dataSource: DataSource): Promise<boolean> {
  const [there] = await dataSource.query<{ found: boolean }[]>(
    `SELECT to_regclass('app.migrations') IS NOT NULL AS found`,
  );
  return there?.found === true;
}

/** Refuses a schema from before the first release, and one of a newer release, whose files an older one would replace. */
async function refuseSchema(dataSource: DataSource, migrations: Migrations): Promise<void> {
  if (!(await hasMigrations(dataSource))) return;
  const [row] = await dataSource.query<{ isOld: boolean; isNewer: boolean }[]>(
    `SELECT coalesce(bool_or(timestamp < $1), false) AS "isOld", coalesce(bool_or(name <> ALL ($2)), false) AS "isNewer" FROM app.migrations`,
    [firstTimestamp, migrations.map(({ name }) => name)],
  );
  if (row?.isOld === true) throw new UnmigratableSchema(unreleased);
  if (row?.isNewer === true) throw new UnmigratableSchema(newer);
}

export function connectAsOwner(url: string, migrations: Migrations): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    schema: 'app',
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    installExtensions: false,
    poolSize: 1,
    connectTimeoutMS: 5000,
  }).initialize();
}
