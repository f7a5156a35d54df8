import { fileURLToPath } from 'node:url';
import { DataSource, MigrationExecutor, type MigrationInterface, type QueryRunner } from 'typeorm';
import { applyRepeatableFiles } from './apply-repeatable.js';
import { selectRelease, refusalOf, UnknownRelease } from './postgres-releases.js';
import { digestOf, readRepeatableFiles } from './repeatable-files.js';

type Migrations = readonly (new () => MigrationInterface)[];

export interface MigrationRun {
  readonly migrations: readonly string[];
  /** Files below `database/` that were applied, or dropped because they were deleted. */
  readonly files: readonly string[];
}

/** A database that was made by a version before the first release, whose schema no migration continues. */
export class UnreleasedSchema extends Error {
  constructor() {
    super(
      'This database has the schema of an unreleased version, and it cannot be migrated. Nothing was changed. To keep its data, start the ' +
        'version that made it and export them (POST /exports, GET /packets). To start over, run `npm run db:reset` for the embedded ' +
        'database. On your own server drop the database and run `npm run db:roles`.',
    );
  }
}

const database = fileURLToPath(new URL('../../../database', import.meta.url));

/**
 * Brings the database to the newest schema as its owner: migrations, then the changed files of `database/`, in one
 * transaction. Throws UnknownRelease or UnreleasedSchema before any change.
 */
export async function migrate(ownerUrl: string, migrations: Migrations, folder = database): Promise<MigrationRun> {
  const files = await readRepeatableFiles(folder);
  const dataSource = await connectAsOwner(ownerUrl, migrations);
  try {
    await refuseUnknown(dataSource);
    // Two instances that start at once: the second waits, and finds nothing left to do.
    await dataSource.query(`SELECT pg_advisory_lock(hashtext('tracker:migrate'))`);
    await refuseUnreleased(dataSource);
    const db = dataSource.createQueryRunner();
    await db.startTransaction();
    try {
      const ran = await runMigrations(dataSource, db);
      const applied = await applyRepeatableFiles(db, files);
      await db.commitTransaction();
      return { migrations: ran, files: applied };
    } catch (fault) {
      await db.rollbackTransaction();
      throw fault;
    } finally {
      await db.release();
    }
  } finally {
    await dataSource.destroy();
  }
}

/** Returns the digest of this release's files below `database/`, as a database that has them reports it. */
export async function digestOfRelease(): Promise<string> {
  return digestOf(await readRepeatableFiles(database));
}

async function runMigrations(dataSource: DataSource, db: QueryRunner): Promise<string[]> {
  await db.query('CREATE SCHEMA IF NOT EXISTS app');
  const executor = new MigrationExecutor(dataSource, db);
  executor.transaction = 'all';
  return (await executor.executePendingMigrations()).map(({ name }) => name);
}

async function refuseUnknown(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ release: number }[]>(selectRelease);
  const refusal = refusalOf(row?.release ?? 0);
  if (refusal !== null) throw new UnknownRelease(refusal);
}

/** Timestamp of the first migration of the baseline. Those before it were of an unreleased version. */
const firstTimestamp = 1_765_000_001_000;

async function refuseUnreleased(dataSource: DataSource): Promise<void> {
  const [there] = await dataSource.query<{ found: boolean }[]>(
    `SELECT to_regclass('app.migrations') IS NOT NULL AS found`,
  );
  if (there?.found !== true) return;
  const [row] = await dataSource.query<{ old: boolean }[]>(
    'SELECT EXISTS (SELECT FROM app.migrations WHERE timestamp < $1) AS old',
    [firstTimestamp],
  );
  if (row?.old === true) throw new UnreleasedSchema();
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
