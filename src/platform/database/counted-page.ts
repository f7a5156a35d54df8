import type { EntityManager, EntityTarget, SelectQueryBuilder } from 'typeorm';
import { RequestedPage, type KeyPart, type Page, type PageQuery } from '../http/paging.js';
import { selectWithExtras, type RowWithExtras } from './rows.js';
import { formatHiddenLimit } from './hidden-limit.js';

export interface SortKey {
  readonly sql: string;
  readonly part: KeyPart;
}

/** Query of rows and their order. The builder has the parameters of all conditions. */
export interface OrderedRows<R extends object> {
  readonly builder: SelectQueryBuilder<R>;
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
  entity: EntityTarget<R>,
  rows: OrderedRows<R>,
  options: CountedPageOptions,
): Promise<CountedPage<RowWithExtras<R>>> {
  const { keys, direction } = rows;
  const { list, query, columns, extras } = options;
  const key = Object.fromEntries(keys.map(({ part }, index) => [`key${index}`, part]));
  const requested = new RequestedPage<RowWithExtras<R>['extras']>({ list, query, key });
  const page = rows.builder.clone().select('(c.id)', 'id');
  sortBy(page, keys, direction);
  for (const filter of rows.filters) page.andWhere(filter);
  if (!requested.isFirst) {
    const [paths, parameters] = [keys.map(({ sql }) => sql), keys.map((_, index) => `:after${index}`)];
    const condition = `(${paths.join(', ')}) ${direction === 'DESC' ? '<' : '>'} (${parameters.join(', ')})`;
    page.andWhere(condition, Object.fromEntries(requested.position.map((part, index) => [`after${index}`, part])));
  }
  const order = keys.map((_, index) => `key${index} ${direction}`).join(', ');
  const counted = requested.isFirst ? buildCount(rows, options) : null;
  // An index finds the ids of the page, so that only its rows are read with all columns.
  const entities = tx.createQueryBuilder(entity, 'c').select([...columns]);
  for (const [name, sql] of Object.entries(extras)) entities.addSelect(sql, name);
  keys.forEach((_, index) => entities.addSelect(`page.key${index}`, `key${index}`));
  if (counted !== null) {
    entities.addSelect('(SELECT count FROM counted)', 'count').addSelect('(SELECT examined FROM counted)', 'examined');
  }
  const [counting, pageSql] = [
    counted === null ? '' : `WITH counted AS MATERIALIZED (${counted}) `,
    buildUnion(page, rows.branches, requested.limit, order),
  ];
  const sql = `${counting}${entities.getQuery()} JOIN (${pageSql}) page ON page.id = "c"."id" ORDER BY ${order}`;
  const found = await selectWithExtras(tx, entities, sql, page.getParameters());
  const { nextCursor } = requested.toPage(found.map(({ extras: values }) => values));
  const items = found.slice(0, query.limit);
  if (!requested.isFirst) return { items, nextCursor, count: null, isComplete: null };
  // A single page needs no count. If there are more, the count of the examined rows may be lower than the page.
  if (nextCursor === null) return { items, nextCursor, count: items.length, isComplete: true };
  const bounded = boundCount(found[0]?.extras as unknown as CountRow, rows, options);
  return { items, nextCursor, ...bounded, count: Math.max(bounded.count, items.length + 1) };
}

/**
 * Returns the statement that counts the rows and the examined ones, in the order of the list, so that it uses its
 * index.
 */
export function buildCount<R extends object>(
  rows: OrderedRows<R>,
  limits: CountLimits,
  aggregates: readonly string[] = [],
  columns: Readonly<Record<string, string>> = {},
): string {
  const { builder, branches, filters, keys, direction } = rows;
  const fits = filters.length > 0 ? filters.map((one) => `(${one})`).join(' AND ') : 'true';
  const examined = builder.clone().select(fits, 'fits');
  for (const [name, sql] of Object.entries(columns)) examined.addSelect(sql, name);
  sortBy(examined, keys, direction);
  const max = examinedRowsOf(rows, limits);
  const extra = aggregates.map((one) => `, ${one}`).join('');
  return `SELECT (count(*) FILTER (WHERE fits))::int AS count, count(*)::int AS examined${extra} FROM (${buildUnion(examined, branches, max + 1)}) counted`;
}

/** Returns the statement of the first rows of a list, in its order: their ids and these columns. It uses the list's index. */
export function buildFirst<R extends object>(
  { builder, branches, keys, direction }: OrderedRows<R>,
  limit: number,
  columns: Readonly<Record<string, string>>,
): string {
  const first = builder.clone().select('(c.id)', 'id');
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
