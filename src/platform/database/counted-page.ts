import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { RequestedPage, type KeyPart, type Page, type PageQuery } from '../http/paging.js';
import { bindBuilt, type StatementPart } from './built-statements.js';
import { selectWithExtras, type RowWithExtras } from './rows.js';
import { formatHiddenLimit } from './hidden-limit.js';

export interface SortKey {
  readonly sql: string;
  readonly part: KeyPart;
}

/** Table or subquery that rows are joined with. */
export interface Join {
  readonly source: string;
  readonly alias: string;
  readonly condition: string;
}

/** Query of the rows of an entity, with the alias `c`, and their order. */
export interface OrderedRows<R extends object> {
  readonly entity: new () => R;
  readonly join: Join | null;
  readonly conditions: readonly string[];
  /** Values of the names in all conditions. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly keys: readonly SortKey[];
  readonly direction: 'ASC' | 'DESC';
  /** Conditions that divide the rows into parts, each read by its own index in the order of the keys. Empty if one index has all rows. */
  readonly branches: readonly string[];
  readonly filters: readonly string[];
}

export interface CountLimits {
  readonly maxCount: number;
  /** Maximum number of rows that a count with filters examines. */
  readonly maxExamined: number;
}

export interface BoundedCount {
  readonly count: number;
  readonly isComplete: boolean;
}

export interface CountRow {
  readonly count: number;
  readonly examined: number;
}

/** Page with the number of rows of all pages. Only the first page has a count. */
export interface CountedPage<T> extends Page<T> {
  readonly count: number | null;
  readonly isComplete: boolean | null;
}

export interface CountedPageOptions extends CountLimits {
  /** Name of the list, which binds its cursors to it. */
  readonly list: string;
  readonly query: Pick<PageQuery, 'limit' | 'cursor'>;
  readonly columns: readonly string[];
  readonly extras: Readonly<Record<string, string>>;
}

/**
 * Reads a page of entities and, on the first page, their number, in one statement. All keys have one direction, so that
 * one row comparison finds the next page by its index.
 */
export async function selectCountedPage<R extends object>(
  tx: EntityManager,
  rows: OrderedRows<R>,
  options: CountedPageOptions,
): Promise<CountedPage<RowWithExtras<R>>> {
  const { list, query, columns, extras, maxCount, maxExamined } = options;
  const key = Object.fromEntries(rows.keys.map(({ part }, index) => [`key${index}`, part]));
  const requested = new RequestedPage<RowWithExtras<R>['extras']>({ list, query, key });
  const { isFirst, limit } = requested;
  const position = Object.fromEntries(requested.position.map((part, index) => [`after${index}`, part]));
  const statement = bindBuilt(
    tx,
    ['page', partsOf(rows), columns, Object.entries(extras), isFirst, limit, maxCount, maxExamined],
    isFirst ? rows.parameters : { ...rows.parameters, ...position },
    () => buildPage(tx, rows, { isFirst, limit }, options),
  );
  const found = await selectWithExtras(tx, rows.entity, 'c', ...statement);
  const { nextCursor } = requested.toPage(found.map(({ extras: values }) => values));
  const items = found.slice(0, query.limit);
  if (!isFirst) return { items, nextCursor, count: null, isComplete: null };
  // A single page needs no count. If there are more, the count of the examined rows may be lower than the page.
  if (nextCursor === null) return { items, nextCursor, count: items.length, isComplete: true };
  const bounded = boundCount(found[0]?.extras as unknown as CountRow, rows, options);
  return { items, nextCursor, ...bounded, count: Math.max(bounded.count, items.length + 1) };
}

/** Returns all texts that the statements of the rows are made of. */
export function partsOf<R extends object>(rows: OrderedRows<R>): StatementPart[] {
  const { entity, join, conditions, keys, direction, branches, filters } = rows;
  const joined = join === null ? [] : [join.source, join.alias, join.condition];
  return [entity.name, joined, conditions, keys.map(({ sql }) => sql), direction, branches, filters];
}

function buildPage<R extends object>(
  tx: EntityManager,
  rows: OrderedRows<R>,
  { isFirst, limit }: { readonly isFirst: boolean; readonly limit: number },
  { columns, extras, ...limits }: CountedPageOptions,
): string {
  const { keys, direction } = rows;
  const page = builderOf(tx, rows).select('(c.id)', 'id');
  sortBy(page, keys, direction);
  for (const filter of rows.filters) page.andWhere(filter);
  if (!isFirst) {
    const [paths, parameters] = [keys.map(({ sql }) => sql), keys.map((_, index) => `:after${index}`)];
    const condition = `(${paths.join(', ')}) ${direction === 'DESC' ? '<' : '>'} (${parameters.join(', ')})`;
    page.andWhere(condition);
  }
  const order = keys.map((_, index) => `key${index} ${direction}`).join(', ');
  // An index finds the ids of the page, so that only its rows are read with all columns.
  const entities = tx.createQueryBuilder(rows.entity, 'c').select([...columns]);
  for (const [name, sql] of Object.entries(extras)) entities.addSelect(sql, name);
  keys.forEach((_, index) => entities.addSelect(`page.key${index}`, `key${index}`));
  if (isFirst) {
    entities.addSelect('(SELECT count FROM counted)', 'count').addSelect('(SELECT examined FROM counted)', 'examined');
  }
  const [counting, pageSql] = [
    isFirst ? `WITH counted AS MATERIALIZED (${buildCount(tx, rows, limits)}) ` : '',
    buildUnion(page, rows.branches, limit, order),
  ];
  return `${counting}${entities.getQuery()} JOIN (${pageSql}) page ON page.id = "c"."id" ORDER BY ${order}`;
}

/**
 * Returns the statement that counts the rows and the examined ones, in the order of the list, so that it uses its
 * index.
 */
export function buildCount<R extends object>(
  tx: EntityManager,
  rows: OrderedRows<R>,
  limits: CountLimits,
  aggregates: readonly string[] = [],
  columns: Readonly<Record<string, string>> = {},
): string {
  const { branches, filters, keys, direction } = rows;
  const fits = filters.length > 0 ? filters.map((one) => `(${one})`).join(' AND ') : 'true';
  const examined = builderOf(tx, rows).select(fits, 'fits');
  for (const [name, sql] of Object.entries(columns)) examined.addSelect(sql, name);
  sortBy(examined, keys, direction);
  const max = examinedRowsOf(rows, limits);
  const extra = aggregates.map((one) => `, ${one}`).join('');
  return `SELECT (count(*) FILTER (WHERE fits))::int AS count, count(*)::int AS examined${extra} FROM (${buildUnion(examined, branches, max + 1)}) counted`;
}

/** Returns the statement of the first rows of a list, in its order: their ids and these columns. It uses the list's index. */
export function buildFirst<R extends object>(
  tx: EntityManager,
  rows: OrderedRows<R>,
  limit: number,
  columns: Readonly<Record<string, string>>,
): string {
  const { branches, keys, direction } = rows;
  const first = builderOf(tx, rows).select('(c.id)', 'id');
  for (const [name, sql] of Object.entries(columns)) first.addSelect(sql, name);
  sortBy(first, keys, direction);
  return buildUnion(first, branches, limit, keys.map((_, index) => `key${index} ${direction}`).join(', '));
}

/** Returns the count up to its maximum, and whether it is complete. */
export function boundCount<R extends object>(
  { count, examined }: CountRow,
  rows: OrderedRows<R>,
  limits: CountLimits,
): BoundedCount {
  const { maxCount } = limits;
  const isComplete = count <= maxCount && examined <= examinedRowsOf(rows, limits);
  return { count: Math.min(count, maxCount), isComplete };
}

function examinedRowsOf<R extends object>({ filters }: OrderedRows<R>, { maxCount, maxExamined }: CountLimits): number {
  return filters.length > 0 ? maxExamined : maxCount;
}

function builderOf<R extends object>(
  tx: EntityManager,
  { entity, join, conditions }: OrderedRows<R>,
): SelectQueryBuilder<R> {
  const builder = tx.createQueryBuilder(entity, 'c');
  if (join) builder.innerJoin(join.source, join.alias, join.condition);
  for (const condition of conditions) builder.andWhere(condition);
  return builder;
}

function sortBy<R extends object>(
  query: SelectQueryBuilder<R>,
  keys: readonly SortKey[],
  direction: OrderedRows<R>['direction'],
): void {
  for (const [index, { sql }] of keys.entries()) {
    const name = `key${index}`;
    query.addSelect(`(${sql})`, name).addOrderBy(name, direction);
  }
}

/** Returns the union of the queries of all branches, each up to the limit. */
function buildUnion<R extends object>(
  query: SelectQueryBuilder<R>,
  branches: readonly string[],
  limit: number,
  order?: string,
): string {
  const limitClause = formatHiddenLimit(limit);
  const conditions = branches.length === 0 ? ['true'] : branches;
  const parts = conditions.map((condition) => `${query.clone().andWhere(condition).getQuery()} ${limitClause}`);
  if (parts.length === 1) return parts.join();
  return `(${parts.join(') UNION ALL (')})${order === undefined ? '' : ` ORDER BY ${order}`} ${limitClause}`;
}
