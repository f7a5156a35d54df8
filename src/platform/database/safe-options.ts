import type { DataSourceOptions } from 'typeorm';

/** TypeORM was told to do what must not happen to a record. */
export class LaxOptions extends Error {
  override readonly name = 'LaxOptions';
}

/** The same options, unless TypeORM would change the schema by itself, or take a condition that is missing for none. */
export function safe(options: DataSourceOptions): DataSourceOptions {
  const { synchronize, dropSchema, migrationsRun, invalidWhereValuesBehavior: missing } = options;
  if (synchronize || dropSchema || migrationsRun) {
    throw new LaxOptions('TypeORM may not change the schema: set synchronize, dropSchema and migrationsRun to false.');
  }
  if (missing?.null !== 'throw' || missing.undefined !== 'throw') {
    throw new LaxOptions('A condition without a value must throw: set both invalidWhereValuesBehavior to throw.');
  }
  return options;
}
