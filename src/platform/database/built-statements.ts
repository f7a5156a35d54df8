import type { EntityManager } from 'typeorm';

interface BuiltStatement {
  readonly sql: string;
  /** Names of the parameters, in the order of their numbers. */
  readonly names: readonly string[];
}

/** Text, or list of texts, that a statement is made of. */
export type StatementPart = string | number | boolean | readonly StatementPart[];

/** Number of statements that are kept. Those above it are built at each request. */
const maxStatements = 400;
const built = new Map<string, BuiltStatement>();

/**
 * Returns the statement of query builders and the values of its parameters. The same parts, which are all texts that the statement is
 * made of, run the builders once: they cost a tenth of a list. The prepared statement is then found by the same string, too.
 */
export function bindBuilt(
  tx: EntityManager,
  parts: readonly StatementPart[],
  parameters: Readonly<Record<string, unknown>>,
  build: () => string,
): [sql: string, values: unknown[]] {
  const key = JSON.stringify(parts);
  let statement = built.get(key);
  if (!statement) {
    const names = Object.fromEntries(Object.keys(parameters).map((name) => [name, name]));
    const [sql, order] = tx.dataSource.driver.escapeQueryWithParameters(build(), names);
    statement = { sql, names: order as string[] };
    if (built.size < maxStatements) built.set(key, statement);
  }
  return [statement.sql, statement.names.map((name) => parameters[name])];
}
