import { DataSource } from 'typeorm';
import { ConstraintFields } from '../http/postgres-problems.js';
import { EntityConstraints } from './constraint-fields.js';
import { servingOptions, type Entities } from './data-source.js';
import { Database } from './database.js';

/** A command works on two chunks at a time, and reads beside them. */
const pool = 3;

/** Works on the database as the role that serves, in a process of its own: still nothing is there for it but what a session may see. */
export async function onDatabase(
  url: string,
  entities: Entities,
  work: (database: Database, names: ConstraintFields) => Promise<void>,
): Promise<void> {
  const dataSource = await new DataSource(servingOptions(url, pool, entities)).initialize();
  try {
    await work(new Database(dataSource), new EntityConstraints(dataSource));
  } finally {
    await dataSource.destroy();
  }
}
