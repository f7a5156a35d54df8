import { DataSource, type MigrationInterface } from 'typeorm';

type Migrations = readonly (new () => MigrationInterface)[];

/** Brings the database to the newest schema, as the role that owns it. Answers the names of what it ran. */
export async function migrate(ownerUrl: string, migrations: Migrations): Promise<readonly string[]> {
  const dataSource = await connectAsOwner(ownerUrl, migrations);
  try {
    // Two instances that start at once: the second waits, and finds nothing left to do.
    await dataSource.query(`SELECT pg_advisory_lock(hashtext('tracker:migrate'))`);
    await dataSource.query('CREATE SCHEMA IF NOT EXISTS app');
    const ran = await dataSource.runMigrations({ transaction: 'each' });
    return ran.map(({ name }) => name);
  } finally {
    await dataSource.destroy();
  }
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
