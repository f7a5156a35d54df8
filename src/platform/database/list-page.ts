import type { EntityManager, EntityMetadata, SelectQueryBuilder } from 'typeorm';
import { RequestedPage, type KeyPart, type Page, type PageQuery } from '../http/paging.js';
import { selectEntities, selectUnion } from './rows.js';

export interface ListOptions {
  readonly list: string;
  /** Filter with the page's limit and cursor. The cursors are valid only for the same filter. */
  readonly query: Pick<PageQuery, 'limit' | 'cursor'>;
  /** Two disjoint conditions, one of which each row meets, where each has its own index. */
  readonly union?: {
    readonly conditions: readonly [string, string];
    readonly parameters: Readonly<Record<string, unknown>>;
  };
}

const keyParts: Readonly<Record<string, KeyPart>> = {
  uuid: 'id',
  date: 'day',
  timestamptz: 'instant',
  text: 'word',
};

/**
 * Reads a page of entities in the query's order, which is also the key of its cursor. All columns of the order have one
 * direction, so that one row comparison finds the next page by its index.
 */
export async function listPage<R extends object>(
  tx: EntityManager,
  builder: SelectQueryBuilder<R>,
  { list, query, union }: ListOptions,
): Promise<Page<R>> {
  const order = orderOf(builder);
  const key = Object.fromEntries(order.columns.map(({ property, part }) => [property, part]));
  const page = new RequestedPage<R>({ list, query, key: key as { [P in keyof R]?: KeyPart } });
  if (!page.isFirst) {
    const position = page.position.map((part, index) => [`after${index}`, part] as const);
    builder.andWhere(conditionAfter(order), Object.fromEntries(position));
  }
  builder.limit(page.limit);
  const rows = union
    ? await selectUnion(tx, builder, union.conditions, union.parameters)
    : await selectEntities(tx, builder);
  return page.toPage(rows);
}

interface OrderColumn {
  readonly path: string;
  readonly property: string;
  readonly part: KeyPart;
}

interface Order {
  readonly columns: readonly OrderColumn[];
  readonly isDescending: boolean;
}

/** Returns the SQL condition of the rows after a cursor, from the columns of the order and never from input. */
function conditionAfter({ columns, isDescending }: Order): string {
  const paths = columns.map(({ path }) => path).join(', ');
  const parameters = columns.map((_, index) => `:after${index}`).join(', ');
  return `(${paths}) ${isDescending ? '<' : '>'} (${parameters})`;
}

function orderOf<R extends object>(builder: SelectQueryBuilder<R>): Order {
  const { mainAlias, orderBys } = builder.expressionMap;
  if (!mainAlias?.hasMetadata) throw new Error('The main alias of the list is no entity');
  const { name, metadata } = mainAlias;
  const directions = new Set(Object.values(orderBys));
  if (directions.size !== 1) throw new Error(`The list of ${metadata.name} has no order or two directions`);
  return {
    columns: Object.keys(orderBys).map((path) => columnOf(metadata, path, path.slice(name.length + 1))),
    isDescending: directions.has('DESC'),
  };
}

function columnOf(metadata: EntityMetadata, path: string, property: string): OrderColumn {
  const type = metadata.findColumnWithPropertyName(property)?.type;
  const part = typeof type === 'string' ? keyParts[type] : undefined;
  if (!part) throw new Error(`${metadata.name} cannot be listed by ${path}`);
  return { path, property, part };
}
