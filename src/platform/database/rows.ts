import type { EntityManager, EntityMetadata, EntityTarget, SelectQueryBuilder } from 'typeorm';
import { NotFound, StaleVersion } from '../http/problems.js';

/*
 * A query of one entity is a query builder, run by `selectEntities` or `listPage`, or a `find` of TypeORM where the
 * condition is equality. SQL is written by hand where it calls a function, reads several entities, or has a measured
 * plan.
 */

export interface Row {
  readonly id: string;
}

export interface Versioned extends Row {
  readonly version: number;
}

/** Returns the row. Throws 404 if it does not exist or is not visible to the actor. */
export async function findByIdOrFail<R extends Row>(
  tx: EntityManager,
  entity: EntityTarget<R>,
  id: string,
): Promise<R> {
  const metadata = tx.dataSource.getMetadata(entity);
  const [raw] = await tx.query<RawRow[]>(selectById(metadata), [id]);
  if (!raw) throw new NotFound();
  return rowFrom(metadata, raw) as R;
}

/** Returns the statement of `findByIdOrFail`. */
export function selectById(metadata: EntityMetadata): string {
  return statementsOf(metadata).selectById;
}

/**
 * Locks the row until the end of the transaction and returns it. Throws 404 for a missing row, and 412 unless it has
 * the version that the caller read.
 */
export async function lockForUpdate<R extends Versioned>(
  tx: EntityManager,
  entity: EntityTarget<R>,
  id: string,
  version: number,
): Promise<R> {
  const metadata = tx.dataSource.getMetadata(entity);
  const [raw] = await tx.query<RawRow[]>(statementsOf(metadata).lockById, [id]);
  if (!raw) throw new NotFound();
  const row = rowFrom(metadata, raw) as R;
  if (row.version !== version) throw new StaleVersion(version, row.version);
  return row;
}

/** Runs a query of one entity and returns entities, without the cost of TypeORM's joins. */
export async function selectEntities<R extends object>(tx: EntityManager, query: SelectQueryBuilder<R>): Promise<R[]> {
  return rowsOf(tx, query, ...query.getQueryAndParameters());
}

/**
 * Returns the rows that meet one of two disjoint conditions. Each runs separately, in the query's order and up to its
 * limit, so that each uses its own index. An OR would use none.
 */
export async function selectUnion<R extends object>(
  tx: EntityManager,
  query: SelectQueryBuilder<R>,
  conditions: readonly [string, string],
  parameters: Readonly<Record<string, unknown>>,
): Promise<R[]> {
  const { orderBys, limit } = query.expressionMap;
  const { name, metadata } = entityOf(query);
  // Both parts have the same parameters in the same order, because those of the conditions are last.
  const parts = conditions.map((one) => query.clone().andWhere(one, parameters).getQueryAndParameters());
  const order = Object.entries(orderBys).map(([path, direction]) => {
    const column = metadata.findColumnWithPropertyName(path.slice(name.length + 1));
    return `"${name}_${column?.databaseName ?? ''}" ${direction === 'DESC' ? 'DESC' : 'ASC'}`;
  });
  const union = parts.map(([sql]) => `(${sql})`).join(' UNION ALL ');
  return rowsOf(tx, query, `${union} ORDER BY ${order.join(', ')} LIMIT ${limit ?? 'ALL'}`, parts[0]?.[1] ?? []);
}

export interface RowWithExtras<R> {
  readonly row: R;
  readonly extras: Readonly<Record<string, unknown>>;
}

/** Runs a statement made of queries of one entity with this alias, and returns entities with the other values. */
export async function selectWithExtras<R extends object>(
  tx: EntityManager,
  entity: EntityTarget<R>,
  alias: string,
  sql: string,
  values: unknown[],
): Promise<RowWithExtras<R>[]> {
  const found = await tx.query<RawRow[]>(sql, values);
  if (!found[0]) return [];
  const read = readerOf(tx.dataSource.getMetadata(entity), found[0], `${alias}_`);
  return found.map((raw) => ({ row: read(raw) as R, extras: raw }));
}

async function rowsOf<R extends object>(
  tx: EntityManager,
  query: SelectQueryBuilder<R>,
  sql: string,
  parameters: unknown[],
): Promise<R[]> {
  const { name, metadata } = entityOf(query);
  const rows = await tx.query<RawRow[]>(sql, parameters);
  return rows[0] ? (rows.map(readerOf(metadata, rows[0], `${name}_`)) as R[]) : [];
}

function entityOf<R extends object>(query: SelectQueryBuilder<R>): { name: string; metadata: EntityMetadata } {
  const { mainAlias } = query.expressionMap;
  if (!mainAlias?.hasMetadata) throw new Error('The main alias of the query is no entity');
  const { name, metadata } = mainAlias;
  return { name, metadata };
}

/** Inserts a new row in its first version. Returns null if a unique key conflicts. */
export async function insertOrIgnore<R extends Versioned>(
  tx: EntityManager,
  entity: EntityTarget<R>,
  values: Partial<R>,
): Promise<R | null> {
  const metadata = tx.dataSource.getMetadata(entity);
  const insert = insertOf(metadata, Object.keys(values));
  const [raw] = await tx.query<RawRow[]>(insert, Object.values(values));
  return raw ? (rowFrom(metadata, raw) as R) : null;
}

type RawRow = Readonly<Record<string, unknown>>;

/** SQL statements of an entity, built once from its columns and never from input. */
interface Statements {
  readonly columns: string;
  readonly selectById: string;
  readonly lockById: string;
  readonly inserts: Map<string, string>;
}

const statements = new WeakMap<EntityMetadata, Statements>();

function statementsOf(metadata: EntityMetadata): Statements {
  const known = statements.get(metadata);
  if (known) return known;
  const columns = metadata.columns.map(({ databaseName }) => `"${databaseName}"`).join(', ');
  const selectById = `SELECT ${columns} FROM ${tableOf(metadata)} WHERE id = $1`;
  const lockById = `${selectById} FOR UPDATE`;
  const made: Statements = { columns, selectById, lockById, inserts: new Map() };
  statements.set(metadata, made);
  return made;
}

function insertOf(metadata: EntityMetadata, properties: readonly string[]): string {
  const { columns, inserts } = statementsOf(metadata);
  const key = properties.join();
  const known = inserts.get(key);
  if (known !== undefined) return known;
  const names = properties.map((property) => columnOf(metadata, property)).join(', ');
  const parameters = properties.map((_, index) => `$${index + 1}`).join(', ');
  const insert = `INSERT INTO ${tableOf(metadata)} (${names}, version) VALUES (${parameters}, 1) ON CONFLICT DO NOTHING RETURNING ${columns}`;
  inserts.set(key, insert);
  return insert;
}

function columnOf(metadata: EntityMetadata, property: string): string {
  const column = metadata.findColumnWithPropertyName(property);
  if (!column) throw new Error(`${metadata.name} has no column for ${property}`);
  return `"${column.databaseName}"`;
}

function tableOf({ schema, tableName }: EntityMetadata): string {
  return `"${schema ?? 'app'}"."${tableName}"`;
}

/** Creates an entity from a row, with its methods. Columns outside the query stay undefined. */
function rowFrom(metadata: EntityMetadata, raw: RawRow): object {
  return readerOf(metadata, raw)(raw);
}

function readerOf({ columns, target }: EntityMetadata, first: RawRow, prefix = ''): (raw: RawRow) => object {
  const { prototype } = target as { prototype: object };
  const readColumns = columns
    .map(({ propertyName, databaseName }) => [propertyName, prefix + databaseName] as const)
    .filter(([, name]) => name in first);
  return (raw) => {
    const row = Object.create(prototype) as Record<string, unknown>;
    for (const [property, name] of readColumns) row[property] = raw[name];
    return row;
  };
}
