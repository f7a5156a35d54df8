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
  readonly waits?: PostgresWaits;
}

/** Maximum times in milliseconds that a request waits for Postgres. Beyond them it is answered 503. */
export interface PostgresWaits {
  readonly connectMs: number;
  readonly statementMs: number;
  readonly lockMs: number;
  /** Time without a statement after which Postgres ends a transaction. */
  readonly idleTransactionMs: number;
}

const servingWaits: PostgresWaits = { connectMs: 2000, statementMs: 5000, lockMs: 3000, idleTransactionMs: 10_000 };

/** Returns the connection options of the application. Every wait has a timeout, so a stuck statement leads to 503. */
export function servingOptions(url: string, pool: number, waits = servingWaits): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    schema: 'app',
    namingStrategy: new PostgresNamingStrategy(),
    synchronize: false,
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    installExtensions: false,
    poolSize: pool,
    connectTimeoutMS: waits.connectMs,
    extra: {
      Client: PreparingClient,
      pipeline: true,
      // A new connection plans each statement again, the largest in a tenth of a second.
      idleTimeoutMillis: 600_000,
      statement_timeout: waits.statementMs,
      // This timeout applies when the network is lost and Postgres cannot report its own.
      query_timeout: waits.statementMs + 1000,
      lock_timeout: waits.lockMs,
      idle_in_transaction_session_timeout: waits.idleTransactionMs,
      application_name: 'task-force-tracker',
      // Under row security, planning a page takes longer than reading it, and every list has its index. So each
      // connection plans a statement once.
      options: '-c plan_cache_mode=force_generic_plan',
    },
  };
}
