import { describe, expect, it } from '@jest/globals';
import { newId } from '../ids/ids.js';
import { Keyset, pageOf, RequestedPage } from './paging.js';
import { InvalidInput } from './problems.js';

const rows = Array.from({ length: 7 }, (_, at) => ({ receivedAt: `2018-03-0${at + 1}T00:00:00.000000Z`, id: newId() }));
const order = (filter: object): Keyset => new Keyset('complaints', filter, ['instant', 'id']);
const keyOf = ({ receivedAt, id }: { receivedAt: string; id: string }): string[] => [receivedAt, id];

describe('a page', () => {
  it('leads to the next one until the list ends', () => {
    const list = order({ state: 'received' });
    const seen: string[] = [];

    let cursor: string | undefined;
    do {
      const after = list.after(cursor);
      const from = after ? rows.findIndex(({ id }) => id === after[1]) + 1 : 0;
      const page = pageOf(rows.slice(from, from + 4), 3, (row) => list.cursorOf(keyOf(row)));
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);

    expect(seen).toEqual(rows.map(({ id }) => id));
  });

  it('has no cursor when it contains the last rows', () => {
    expect(pageOf(rows, 7, () => 'next').nextCursor).toBeNull();
    expect(pageOf(rows, 6, () => 'next')).toEqual({ items: rows.slice(0, 6), nextCursor: 'next' });
    expect(pageOf([], 50, () => 'next')).toEqual({ items: [], nextCursor: null });
  });
});

describe('a requested page', () => {
  interface Row {
    readonly id: string;
    readonly dueOn: Date | number;
  }
  const request = (query: { limit: number; cursor?: string }, first?: readonly string[]): RequestedPage<Row> =>
    new RequestedPage<Row>({ list: 'due', query, key: { dueOn: 'instantOrNever', id: 'id' }, ...(first && { first }) });
  const [one, two] = [
    { id: newId(), dueOn: new Date('2018-03-01T00:00:00Z') },
    { id: newId(), dueOn: Infinity },
  ];

  it('begins before the first row, and then after the last one of the previous page', () => {
    const first = request({ limit: 1 });
    const { items, nextCursor } = first.toPage([one, two]);
    const second = request({ limit: 1, cursor: nextCursor ?? '' });

    expect([first.position, first.isFirst, first.limit]).toEqual([[null, null], true, 2]);
    expect(items).toEqual([one]);
    expect([second.position, second.isFirst]).toEqual([['2018-03-01T00:00:00.000Z', one.id], false]);
    expect(second.toPage([two])).toEqual({ items: [two], nextCursor: null });
  });

  it('has a row without a day at the end of the order', () => {
    const { nextCursor } = request({ limit: 1 }).toPage([two, one]);

    expect(request({ limit: 1, cursor: nextCursor ?? '' }).position).toEqual(['infinity', two.id]);
  });

  it('begins at the position that the list states', () => {
    expect(request({ limit: 1 }, ['infinity', one.id]).position).toEqual(['infinity', one.id]);
  });

  it('rejects a cursor of another list', () => {
    expect(() => request({ limit: 1, cursor: order({}).cursorOf(['2018-03-01T00:00:00Z', one.id]) })).toThrow(
      InvalidInput,
    );
  });
});

describe('a page cursor', () => {
  const cursor = order({ state: 'received', type: undefined }).cursorOf(keyOf(rows[0] ?? { receivedAt: '', id: '' }));
  const forged = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');
  const [mark] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string];

  it('fits its field and is accepted for any page size', () => {
    expect(cursor).toMatch(/^[A-Za-z0-9_-]{1,200}$/);
    expect(order({ limit: 20, cursor, state: 'received' }).after(cursor)).toEqual([rows[0]?.receivedAt, rows[0]?.id]);
    expect(order({}).after(undefined)).toBeNull();
  });

  it('is rejected with another filter or in another list', () => {
    expect(() => order({ state: 'closed' }).after(cursor)).toThrow(InvalidInput);
    expect(() => order({}).after(cursor)).toThrow(InvalidInput);
    expect(() => new Keyset('suspects', { state: 'received' }, ['instant', 'id']).after(cursor)).toThrow(InvalidInput);
  });

  it.each([
    ['no base64', 'a'],
    ['no JSON', 'YWJj'],
    ['no list', forged({ mark })],
    ['null', forged(null)],
    ['too few parts', forged([mark, rows[0]?.receivedAt])],
    ['too many parts', forged([mark, rows[0]?.receivedAt, rows[0]?.id, 'x'])],
    ['a part of another kind', forged([mark, "' OR 1=1 --", rows[0]?.id])],
    ['a part that is not text', forged([mark, { $gt: '' }, rows[0]?.id])],
    ['no filter mark', forged([rows[0]?.receivedAt, rows[0]?.id])],
    ['another encoding', `${cursor}=`],
    [
      'a space in it',
      Buffer.from(` ${JSON.stringify([mark, ...keyOf(rows[0] ?? { receivedAt: '', id: '' })])}`).toString('base64url'),
    ],
  ])('is rejected with %s', (_, text) => {
    const read = (): unknown => order({ state: 'received' }).after(text);

    expect(read).toThrow(InvalidInput);
    try {
      read();
    } catch (error) {
      expect((error as InvalidInput).members.errors).toMatchObject([{ pointer: '#/cursor' }]);
    }
  });

  it('preserves each type of key part', () => {
    const list = new Keyset('all', {}, ['day', 'whole', 'word', 'id']);
    const key = ['2018-03-01', '0', 'Ünï "x"', newId()];

    expect(list.after(list.cursorOf(key))).toEqual(key);
    for (const [at, wrong] of [
      ['0', '2018-02-30'],
      ['1', '-1'],
      ['1', '1e3'],
      ['2', 'a\u0000'],
      ['2', 'x'.repeat(61)],
      ['3', 'x'],
    ] as const) {
      expect(() => list.after(list.cursorOf(key.map((part, index) => (String(index) === at ? wrong : part))))).toThrow(
        InvalidInput,
      );
    }
  });
});
