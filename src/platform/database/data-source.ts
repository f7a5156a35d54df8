import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { PostgresNamingStrategy } from './naming-strategy.js';
import { parserOfTimestamps, type ParseText } from './parse-timestamp.js';
import { PreparingClient } from './preparing-client.js';

const { builtins } = pg.types;
// A day stays text and does not become a local midnight. Counts are far below 2^53.
pg.types.setTypeParser(builtins.DATE, (day) => day);
pg.types.setTypeParser(builtins.INT8, Number);
pg.types.setTypeParser(
  builtins.TIMESTAMPTZ,
  parserOfTimestamps(pg.types.getTypeParser(builtins.TIMESTAMPTZ) as ParseText),
);

export interface ServingUrls {
  readonly app: string;
  readonly auth: string;
  /** URL of a standby that answers reports, as the role of `app`. */
  readonly replica?: string | undefined;
  readonly waits?: PostgresWaits;
  /** Whether a pooler in transaction mode is between. It refuses or ignores parameters of a connection. */
  readonly isPooled?: boolean;
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

/**
 * Returns the connection options of the application. Every wait has a timeout, so a stuck statement leads to 503. Behind a
 * pooler the settings of the role have the timeouts of Postgres, and the checks of the start require them.
 */
export function servingOptions(
  url: string,
  pool: number,
  { waits = servingWaits, isPooled = false }: Pick<ServingUrls, 'waits' | 'isPooled'> = {},
): DataSourceOptions {
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
      // This timeout applies when the network is lost and Postgres cannot report its own.
      query_timeout: waits.statementMs + 1000,
      application_name: 'task-force-tracker',
      ...(!isPooled && startupParameters(waits)),
    },
  };
}

/**
 * Planning of the serving roles: once a connection for each statement. Under row security, planning a page takes longer
 * than reading it, and every list has its index.
 */
const planning = { plan_cache_mode: 'force_generic_plan' } as const;

/** Returns the limits of time that Postgres itself keeps, in milliseconds. */
export function timeLimits({ statementMs, lockMs, idleTransactionMs } = servingWaits): Readonly<
  Record<string, number>
> {
  return {
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: idleTransactionMs,
  };
}

/** Returns the parameters of a connection to Postgres itself. */
export function startupParameters(waits = servingWaits): Readonly<Record<string, string | number>> {
  return { ...timeLimits(waits), options: `-c plan_cache_mode=${planning.plan_cache_mode}` };
}

/** Returns the statements that make the same settings those of the serving roles, for connections of a pooler. */
export function roleSettings(): string[] {
  const settings = Object.entries({ ...timeLimits(), ...planning });
  return ['tracker_app', 'tracker_auth'].flatMap((role) =>
    settings.map(([name, value]) => `ALTER ROLE ${role} SET ${name} = '${value}'`),
  );
}
