import { beforeAll, describe, expect, it } from '@jest/globals';
import { Column, DataSource, Entity, PrimaryColumn, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { newId } from '../ids/ids.js';
import { InvalidInput } from '../http/problems.js';
import type { Page } from '../http/paging.js';
import { listPage, type ListOptions } from './list-page.js';
import { PostgresNamingStrategy } from './naming-strategy.js';

@Entity('books')
class Book {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('date') readonly printedOn!: string;
  @Column('timestamptz') readonly soldAt!: Date;
  @Column('text') readonly title!: string;
  @Column('boolean') readonly isBound!: boolean;
}

class UnconnectedDataSource extends DataSource {
  prepare(): Promise<void> {
    return this.buildMetadatas();
  }
}

const dataSource = new UnconnectedDataSource({
  type: 'postgres',
  entities: [Book],
  namingStrategy: new PostgresNamingStrategy(),
});

beforeAll(() => dataSource.prepare());

interface RawBook {
  readonly b_id: string;
  readonly b_printed_on: string;
  readonly b_sold_at: Date;
  readonly b_title: string;
}

const books = (): SelectQueryBuilder<Book> => dataSource.manager.createQueryBuilder(Book, 'b');
const rowsOf = (count: number): RawBook[] =>
  Array.from({ length: count }, (_, index) => ({
    b_id: newId(),
    b_printed_on: `2018-03-0${index + 1}`,
    b_sold_at: new Date(`2018-04-0${index + 1}T00:00:00Z`),
    b_title: `Title ${index}`,
  }));

async function read(
  builder: SelectQueryBuilder<Book>,
  rows: readonly RawBook[],
  query: ListOptions['query'],
): Promise<{ page: Page<Book>; sql: string; parameters: readonly unknown[] }> {
  let sql = '';
  let parameters: readonly unknown[] = [];
  const tx = {
    query: (...statement: [string, unknown[]]) => {
      [sql, parameters] = statement;
      return Promise.resolve(rows);
    },
  } as unknown as EntityManager;
  const page = await listPage(tx, builder, { list: 'books', query });
  return { page, sql: sql.slice(sql.indexOf('FROM "books" "b"') + 17), parameters };
}

describe('a list page', () => {
  it('reads one row more than the limit and returns a cursor for the next page', async () => {
    const rows = rowsOf(3);
    const first = await read(books().orderBy({ 'b.printedOn': 'DESC', 'b.id': 'DESC' }), rows, { limit: 2 });

    expect(first.sql).toBe('ORDER BY "b"."printed_on" DESC, "b"."id" DESC LIMIT 3');
    expect(first.page.items.map(({ id }) => id)).toEqual(rows.slice(0, 2).map((row) => row.b_id));

    const next = await read(books().orderBy({ 'b.printedOn': 'DESC', 'b.id': 'DESC' }), [], {
      limit: 2,
      cursor: first.page.nextCursor ?? '',
    });

    expect(next.sql).toBe(
      'WHERE ("b"."printed_on", "b"."id") < ($1, $2) ORDER BY "b"."printed_on" DESC, "b"."id" DESC LIMIT 3',
    );
    expect(next.parameters).toEqual([rows[1]?.b_printed_on, rows[1]?.b_id]);
    expect(next.page).toEqual({ items: [], nextCursor: null });
  });

  it('continues after the condition of its filter, upwards in an ascending order', async () => {
    const rows = rowsOf(2);
    const builder = (): SelectQueryBuilder<Book> =>
      books().where('b.isBound = :isBound', { isBound: true }).orderBy({ 'b.soldAt': 'ASC', 'b.title': 'ASC' });
    const { page } = await read(builder(), rows, { limit: 1 });
    const next = await read(builder(), [], { limit: 1, cursor: page.nextCursor ?? '' });

    expect(next.sql).toContain('WHERE "b"."is_bound" = $1 AND ("b"."sold_at", "b"."title") > ($2, $3) ORDER BY');
    expect(next.parameters).toEqual([true, '2018-04-01T00:00:00.000Z', 'Title 0']);
  });

  it('rejects a cursor of another order', async () => {
    const { page } = await read(books().orderBy({ 'b.printedOn': 'ASC', 'b.id': 'ASC' }), rowsOf(2), { limit: 1 });

    await expect(read(books().orderBy('b.id'), [], { limit: 1, cursor: page.nextCursor ?? '' })).rejects.toThrow(
      InvalidInput,
    );
  });

  it.each([
    ['no order', () => books()],
    ['two directions', () => books().orderBy({ 'b.printedOn': 'ASC', 'b.id': 'DESC' })],
    ['a column that no cursor can hold', () => books().orderBy('b.isBound')],
  ])('fails for %s', async (_, builder) => {
    await expect(read(builder(), [], { limit: 1 })).rejects.toThrow(Error);
  });
});
