import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

type Counter = <T>(most: number, work: () => Promise<T>) => Promise<T>;

/** Statements that begin and end each transaction, name a change or write the access log. */
const frame =
  /^(?:BEGIN|COMMIT|ROLLBACK|SET TRANSACTION READ ONLY)$|\bauth\.(?:begin\w*|lock_schema)\(|\baudit\.(?:begin_change|log_read)\(/;
/** Statement that reads the names beside the ids of an answer. It has a budget of its own: one a request. */
const names = /^\/\* names \*\//;
/** Statements of background jobs, which run beside requests. */
const ownWork = new RegExp(
  `\\b(?:${[
    'app\\.(?:send_pending_notices|delete_ended_users|delete_idempotency_keys)',
    'audit\\.(?:link_committed|prepare_months)',
    'auth\\.(?:close_accounts|delete_identity_requests|delete_lookups|delete_rates)',
    'oversight\\.(?:fold_tally|recompute_commonness|stale_commonness)',
  ].join('|')})\\(`,
);

/** Statement that begins or ends a transaction, of a request or of the application itself. */
const bounds = /^(?:BEGIN|COMMIT|ROLLBACK|SET TRANSACTION READ ONLY)$|\bauth\.lock_schema\(/;

/** Whether a statement is a request's own. Statements of background jobs come between those of a request at any time. */
export function isOfRequest({ text }: Statement): boolean {
  return !bounds.test(text) && !ownWork.test(text);
}

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Calls `note` with each statement of an application, on the connections of its pool. */
function watchStatements(dataSource: DataSource, note: (statement: Statement) => void): void {
  const pool = (dataSource.driver as unknown as { master: NodeJS.EventEmitter }).master;
  const watched = new WeakSet<PoolClient>();
  pool.on('acquire', (client: PoolClient) => {
    if (watched.has(client)) return;
    watched.add(client);
    const query = client.query.bind(client) as (...parameters: unknown[]) => unknown;
    client.query = ((...parameters: unknown[]) => {
      const [statement, values] = parameters;
      note({ text: textOf(statement), values: Array.isArray(values) ? (values as unknown[]) : [] });
      return query(...parameters);
    }) as PoolClient['query'];
  });
}

/** Returns a function that runs work and returns the statements of the application meanwhile. */
export function recordStatements(dataSource: DataSource): (work: () => Promise<unknown>) => Promise<Statement[]> {
  let seen: Statement[] = [];
  watchStatements(dataSource, (statement) => seen.push(statement));
  return async (work) => {
    seen = [];
    await work();
    return seen;
  };
}

/** Counts the statements of an application on the connections of its pool. */
export function countStatements(dataSource: DataSource): Counter {
  let seen: string[] | null = null;
  watchStatements(dataSource, ({ text }) => {
    if (seen && !frame.test(text) && !ownWork.test(text)) seen.push(text);
  });
  return async (most, work) => {
    seen = [];
    const result = await work();
    const statements = seen;
    seen = null;
    const readings = statements.filter((statement) => names.test(statement)).length;
    if (readings > 1) throw new Error(`${readings} statements read the names of one answer`);
    if (statements.length - readings > most) {
      throw new Error(`${statements.length - readings} statements where ${most} are enough:\n${statements.join('\n')}`);
    }
    return result;
  };
}

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement.trim();
  return typeof statement === 'object' && statement !== null && 'text' in statement
    ? String(statement.text).trim()
    : '';
}
