import type { DataSourceOptions } from 'typeorm';

/** Rejected options of TypeORM that could damage a record. */
export class LaxOptions extends Error {
  override readonly name = 'LaxOptions';
}

/** Returns the options. Throws if TypeORM could change the schema, or ignore a condition without a value. */
export function requireSafeOptions(options: DataSourceOptions): DataSourceOptions {
  const { synchronize, dropSchema, migrationsRun, invalidWhereValuesBehavior: missing } = options;
  if (synchronize || dropSchema || migrationsRun) {
    throw new LaxOptions('TypeORM may not change the schema: set synchronize, dropSchema and migrationsRun to false.');
  }
  if (missing?.null !== 'throw' || missing.undefined !== 'throw') {
    throw new LaxOptions('A condition without a value must throw: set both invalidWhereValuesBehavior to throw.');
  }
  return options;
}
