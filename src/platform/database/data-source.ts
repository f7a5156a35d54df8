import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { PostgresNames } from './names.js';
import { PreparingClient } from './preparing-client.js';

const { builtins } = pg.types;
// A day is a day, not a local midnight; counts are far below 2^53.
pg.types.setTypeParser(builtins.DATE, (day) => day);
pg.types.setTypeParser(builtins.INT8, Number);

/** The classes of the rows there are. */
export type Entities = (new () => object)[];

/** Where the application reaches Postgres: as the role that serves, and as the one that lets people in. */
export interface ServingUrls {
  readonly app: string;
  readonly door: string;
}

/** How the application reaches Postgres. Nothing waits for ever: a stuck statement is a 503. */
export function servingOptions(url: string, pool: number, entities: Entities): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    schema: 'app',
    entities,
    namingStrategy: new PostgresNames(),
    synchronize: false,
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    installExtensions: false,
    poolSize: pool,
    connectTimeoutMS: 2000,
    extra: {
      Client: PreparingClient,
      pipeline: true,
      idleTimeoutMillis: 30_000,
      statement_timeout: 5000,
      // Where Postgres does not even say so, because the network has lost it.
      query_timeout: 6000,
      lock_timeout: 3000,
      idle_in_transaction_session_timeout: 10_000,
      application_name: 'task-force-tracker',
      // Planned once a connection: under row security planning a page takes longer than reading it, and every list has its index.
      options: '-c plan_cache_mode=force_generic_plan',
    },
  };
}
