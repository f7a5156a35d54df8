import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { PostgresNamingStrategy } from './naming-strategy.js';
import { PreparingClient } from './preparing-client.js';

const { builtins } = pg.types;
// A day stays text and does not become a local midnight. Counts are far below 2^53.
pg.types.setTypeParser(builtins.DATE, (day) => day);
pg.types.setTypeParser(builtins.INT8, Number);

export interface ServingUrls {
  readonly app: string;
  readonly auth: string;
  /** Time in milliseconds that a request waits for a connection. */
  readonly maxConnectMs?: number;
}

/** Returns the connection options of the application. Every wait has a timeout, so a stuck statement leads to 503. */
export function servingOptions(url: string, pool: number, maxConnectMs = 2000): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    schema: 'app',
    namingStrategy: new PostgresNamingStrategy(),
    synchronize: false,
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    installExtensions: false,
    poolSize: pool,
    connectTimeoutMS: maxConnectMs,
    extra: {
      Client: PreparingClient,
      pipeline: true,
      idleTimeoutMillis: 30_000,
      statement_timeout: 5000,
      // This timeout applies when the network is lost and Postgres cannot report its own.
      query_timeout: 6000,
      lock_timeout: 3000,
      idle_in_transaction_session_timeout: 10_000,
      application_name: 'task-force-tracker',
      // Under row security, planning a page takes longer than reading it, and every list has its index. So each
      // connection plans a statement once.
      options: '-c plan_cache_mode=force_generic_plan',
    },
  };
}
