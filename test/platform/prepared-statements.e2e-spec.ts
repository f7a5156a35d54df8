import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { withNewConnection } from '../../src/platform/database/connection.js';
import { PreparingClient } from '../../src/platform/database/preparing-client.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { until } from '../support/until.js';

/** The time of the transaction, in microseconds. */
const timeOf = 'SELECT now()::text AS began FROM (VALUES ($1::int)) given';

let tracker: Tracker;
let client: PreparingClient;

beforeAll(async () => {
  tracker = await sharedTracker();
});
afterAll(() => tracker.close());

beforeEach(async () => {
  client = new PreparingClient({ connectionString: tracker.database.adminUrl, pipeline: true });
  await client.connect();
  await client.query('CREATE TEMPORARY TABLE pg_temp.lines (n int PRIMARY KEY, word text)');
});
afterEach(() => client.end());

async function countLines(): Promise<number> {
  const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM pg_temp.lines');
  return rows[0]?.count ?? NaN;
}

describe('a prepared statement', () => {
  it('returns the same at each execution, with and without rows', async () => {
    const select = `SELECT n, word, n % 2 = 0 AS even, ARRAY[n] AS list, timestamptz '2026-01-02Z' AS at FROM pg_temp.lines WHERE n > $1`;
    const insert = 'INSERT INTO pg_temp.lines VALUES ($1, $2)';
    await expect(client.query(insert, [1, 'one'])).resolves.toMatchObject({ command: 'INSERT', rowCount: 1, rows: [] });
    await expect(client.query(insert, [2, null])).resolves.toMatchObject({ command: 'INSERT', rowCount: 1, rows: [] });

    const results = [await client.query(select, [0]), await client.query(select, [0]), await client.query(select, [1])];

    const at = new Date('2026-01-02T00:00:00Z');
    const both = [
      { n: 1, word: 'one', even: false, list: [1], at },
      { n: 2, word: null, even: true, list: [2], at },
    ];
    expect(results.map(({ rows }) => rows as object[])).toEqual([both, both, both.slice(1)]);
    expect(results.map(({ fields }) => fields.map(({ name }) => name))).toEqual(
      Array(3).fill(['n', 'word', 'even', 'list', 'at']),
    );
  });

  it('fails with its own error, and works again', async () => {
    const divide = 'SELECT 12 / $1::int AS share';
    await client.query(divide, [3]);

    await expect(client.query(divide, [0])).rejects.toMatchObject({ code: '22012' });
    await expect(client.query('SELECT $1::int + nothing', [1])).rejects.toMatchObject({ code: '42703' });

    expect((await client.query(divide, [4])).rows).toEqual([{ share: 3 }]);
  });

  it('names the caller in the stack of its error', async () => {
    async function divideByNothing(): Promise<void> {
      await client.query('SELECT 1 / $1::int', [0]);
    }

    const fault = await divideByNothing().catch((error: unknown) => error);

    expect((fault as Error).stack).toContain('divideByNothing');
  });
});

describe('a prefix', () => {
  it.each(['the first execution', 'a later one'])('begins a transaction with %s of a statement', async (execution) => {
    if (execution === 'a later one') await client.query(timeOf, [0]);

    client.prefixNext('BEGIN');
    const first = await client.query(timeOf, [1]);

    expect((await client.query(timeOf, [2])).rows).toEqual(first.rows);
    await client.query('INSERT INTO pg_temp.lines VALUES (1)');
    await client.query('ROLLBACK');
    expect(await countLines()).toBe(0);
  });

  it('commits with the next statement, which begins a transaction of its own', async () => {
    await client.query('BEGIN');
    const first = await client.query(timeOf, [1]);
    await client.query('INSERT INTO pg_temp.lines VALUES (1)');

    client.commitWithNext();
    client.prefixNext('BEGIN');
    const second = await client.query(timeOf, [2]);

    expect(second.rows).not.toEqual(first.rows);
    expect((await client.query(timeOf, [3])).rows).toEqual(second.rows);
    await client.query('ROLLBACK');
    expect(await countLines()).toBe(1);
  });

  it('ends a failed transaction before the next one begins', async () => {
    await client.query(timeOf, [0]);
    await client.query('BEGIN');
    await expect(client.query('SELECT 1 / 0')).rejects.toMatchObject({ code: '22012' });

    client.commitWithNext();
    client.prefixNext('BEGIN');
    const { rows } = await client.query(timeOf, [1]);

    expect((await client.query(timeOf, [2])).rows).toEqual(rows);
    await client.query('ROLLBACK');
  });

  it('commits alone without a next statement', async () => {
    await client.query('BEGIN');
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');

    client.commitWithNext();

    const ended = 'SELECT FROM pg_stat_activity WHERE pid = $1 AND xact_start IS NULL';
    await withNewConnection(tracker.database.adminUrl, 'watch', (watch) =>
      until(async () => (await watch.query(ended, [rows[0]?.pid])).rowCount === 1),
    );
  });

  it('precedes a statement without parameters', async () => {
    client.prefixNext('BEGIN');
    client.prefixNext('SET TRANSACTION READ ONLY');

    await expect(client.query('CREATE TABLE public.forbidden (n int)')).rejects.toMatchObject({ code: '25006' });

    await client.query('ROLLBACK');
  });

  it('keeps its transaction when its statement fails', async () => {
    const divide = 'SELECT 12 / $1::int AS share';
    await client.query(divide, [3]);

    client.prefixNext('BEGIN');
    await expect(client.query(divide, [0])).rejects.toMatchObject({ code: '22012' });

    await expect(client.query(divide, [3])).rejects.toMatchObject({ code: '25P02' });
    await client.query('ROLLBACK');
    expect((await client.query(divide, [3])).rows).toEqual([{ share: 4 }]);
  });
});
