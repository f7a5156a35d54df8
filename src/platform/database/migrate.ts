import { DataSource, type MigrationInterface } from 'typeorm';
import { askRelease, refusalOf, UnknownRelease } from './postgres-releases.js';

type Migrations = readonly (new () => MigrationInterface)[];

/**
 * Brings the database to the newest schema, as the role that owns it. Answers the names of what it ran. Throws UnknownRelease before it
 * changes anything on a Postgres that the tracker does not take.
 */
export async function migrate(ownerUrl: string, migrations: Migrations): Promise<readonly string[]> {
  const dataSource = await connectAsOwner(ownerUrl, migrations);
  try {
    await refuseUnknown(dataSource);
    // Two instances that start at once: the second waits, and finds nothing left to do.
    await dataSource.query(`SELECT pg_advisory_lock(hashtext('tracker:migrate'))`);
    await dataSource.query('CREATE SCHEMA IF NOT EXISTS app');
    const ran = await dataSource.runMigrations({ transaction: 'each' });
    return ran.map(({ name }) => name);
  } finally {
    await dataSource.destroy();
  }
}

async function refuseUnknown(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ release: number }[]>(askRelease);
  const refusal = refusalOf(row?.release ?? 0);
  if (refusal !== null) throw new UnknownRelease(refusal);
}

/** A connection of the owner's, for migrations alone. */
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
