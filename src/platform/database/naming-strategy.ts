import { DefaultNamingStrategy, type Table } from 'typeorm';

/**
 * Naming strategy with Postgres's own default names, so that entities and migrations agree and a test can compare them.
 */
export class PostgresNamingStrategy extends DefaultNamingStrategy {
  override columnName(property: string, customName: string | undefined, prefixes: string[]): string {
    return customName ?? [...prefixes, property].map(snakeCase).join('_');
  }

  override primaryKeyName(table: Table | string): string {
    return `${tableNameOf(table)}_pkey`;
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return constraintName(table, columns, 'key');
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return constraintName(table, columns, 'fkey');
  }

  override indexName(table: Table | string, columns: string[]): string {
    return constraintName(table, columns, 'idx');
  }
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function tableNameOf(table: Table | string): string {
  return (typeof table === 'string' ? table : table.name).split('.').at(-1) ?? '';
}

/**
 * Returns the name of a constraint. Postgres shortens the longer of table and columns until it fits 63 bytes
 * (makeObjectName in its source).
 */
function constraintName(table: Table | string, columns: string[], label: string): string {
  let [first, second] = [tableNameOf(table), columns.join('_')];
  const room = 63 - label.length - 2;
  while (first.length + second.length > room) {
    if (first.length > second.length) first = first.slice(0, -1);
    else second = second.slice(0, -1);
  }
  return `${first}_${second}_${label}`;
}
