import type { EntityManager, EntityMetadata, EntityTarget, SelectQueryBuilder } from 'typeorm';
import { NotFound, StaleVersion } from '../http/problems.js';

/** A row that a reader may know by its id. */
export interface Row {
  readonly id: string;
}

/** A row that changes, one version after the other. */
export interface Versioned extends Row {
  readonly version: number;
}

/** The row, or 404 when it does not exist or is not the actor's to see. */
export async function required<R extends Row>(tx: EntityManager, entity: EntityTarget<R>, id: string): Promise<R> {
  const metadata = tx.dataSource.getMetadata(entity);
  const [raw] = await tx.query<RawRow[]>(statementsOf(metadata).selectById, [id]);
  if (!raw) throw new NotFound();
  return rowFrom(metadata, raw) as R;
}

/** The row, locked until the transaction ends, and 412 unless it is still the version the caller read. */
export async function locked<R extends Versioned>(
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

/** The rows a query of one entity finds, as TypeORM would make them, without the cost of its joins. */
export async function found<R extends object>(tx: EntityManager, query: SelectQueryBuilder<R>): Promise<R[]> {
  return rowsOf(tx, query, ...query.getQueryAndParameters());
}

/**
 * The rows a query finds that meet one of the conditions as well, none of them both. Each condition is looked for by itself, in the
 * query's order and up to its limit, so that each has an index to itself; an OR has none.
 */
export async function foundOfEither<R extends object>(
  tx: EntityManager,
  query: SelectQueryBuilder<R>,
  either: readonly [string, string],
  parameters: Readonly<Record<string, unknown>>,
): Promise<R[]> {
  const { orderBys, limit } = query.expressionMap;
  const { name, metadata } = entityOf(query);
  // The same parameters in the same order: what the conditions name comes last in each.
  const parts = either.map((one) => query.clone().andWhere(one, parameters).getQueryAndParameters());
  const order = Object.entries(orderBys).map(([path, direction]) => {
    const column = metadata.findColumnWithPropertyName(path.slice(name.length + 1));
    return `"${name}_${column?.databaseName ?? ''}" ${direction === 'DESC' ? 'DESC' : 'ASC'}`;
  });
  const union = parts.map(([sql]) => `(${sql})`).join(' UNION ALL ');
  return rowsOf(tx, query, `${union} ORDER BY ${order.join(', ')} LIMIT ${limit ?? 'ALL'}`, parts[0]?.[1] ?? []);
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
  if (!mainAlias?.hasMetadata) throw new Error('found() was given a query whose main alias is no entity');
  const { name, metadata } = mainAlias;
  return { name, metadata };
}

/** Inserts a new row, in its first version, unless a unique key stands against it: then null. */
export async function insertedUnlessKnown<R extends Versioned>(
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

/** What an entity comes to in SQL, put together once from its columns and never from what was sent. */
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
  const places = properties.map((_, index) => `$${index + 1}`).join(', ');
  const insert = `INSERT INTO ${tableOf(metadata)} (${names}, version) VALUES (${places}, 1) ON CONFLICT DO NOTHING RETURNING ${columns}`;
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

/** A row as an entity of its own class, so that its methods are there. What the query left out stays undefined. */
function rowFrom(metadata: EntityMetadata, raw: RawRow): object {
  return readerOf(metadata, raw)(raw);
}

/** Reads rows of the shape of a first one. */
function readerOf({ columns, target }: EntityMetadata, first: RawRow, prefix = ''): (raw: RawRow) => object {
  const { prototype } = target as { prototype: object };
  const told = columns
    .map(({ propertyName, databaseName }) => [propertyName, prefix + databaseName] as const)
    .filter(([, name]) => name in first);
  return (raw) => {
    const row = Object.create(prototype) as Record<string, unknown>;
    for (const [property, name] of told) row[property] = raw[name];
    return row;
  };
}
