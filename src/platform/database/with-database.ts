import { DataSource } from 'typeorm';
import { ConstraintFields } from '../http/postgres-problems.js';
import { EntityConstraints } from './constraint-fields.js';
import { servingOptions, type Entities } from './data-source.js';
import { Database } from './database.js';

/** A command processes two chunks concurrently and reads beside them. */
const poolSize = 3;

/** Runs work as the serving database role in a process of its own. Only the rows of a session are visible to it. */
export async function withDatabase(
  url: string,
  entities: Entities,
  work: (database: Database, names: ConstraintFields) => Promise<void>,
): Promise<void> {
  const dataSource = await new DataSource(servingOptions(url, poolSize, entities)).initialize();
  try {
    await work(new Database(dataSource), new EntityConstraints(dataSource));
  } finally {
    await dataSource.destroy();
  }
}
