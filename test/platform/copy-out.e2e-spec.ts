import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withNewConnection, type Connection } from '../../src/platform/database/connection.js';
import { copyOut, type CopiedRow } from '../../src/platform/database/copy-out.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;

beforeAll(async () => {
  tracker = await sharedTracker();
});
afterAll(() => tracker.close());

function withConnection<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
  return withNewConnection(tracker.database.adminUrl, 'copy-out', work);
}

const copyOf = (select: string): string => `COPY (${select}) TO STDOUT (FORMAT binary)`;

async function all<T>(lots: AsyncIterable<readonly T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const lot of lots) rows.push(...lot);
  return rows;
}

const countAndText = (row: CopiedRow): [number, string | null] => [
  row.readInteger(),
  row.readBytes()?.toString() ?? null,
];

describe('rows by COPY', () => {
  it('equal the rows of a query, of any length and in any chunks', async () => {
    const select = `SELECT n, CASE WHEN n % 5 = 0 THEN NULL ELSE repeat(n::text, n * n % 40000) END AS said FROM generate_series(1, 2000) n`;

    await withConnection(async (connection) => {
      const copied = await all(copyOut(connection, copyOf(select), countAndText));
      const { rows } = await connection.query<{ n: number; said: string | null }>(select);
      expect(copied).toEqual(rows.map(({ n, said }) => [n, said]));
    });
  });

  it('may be none, and large numbers', async () => {
    await withConnection(async (connection) => {
      const none = copyOut(connection, copyOf('SELECT 1 WHERE false'), (row) => row.readInteger());
      expect(await all(none)).toEqual([]);
      const large = copyOut(connection, copyOf('SELECT 9007199254740991::bigint, -3'), (row) => [
        row.readInteger(),
        row.readInteger(),
      ]);
      expect(await all(large)).toEqual([[Number.MAX_SAFE_INTEGER, -3]]);
    });
  });

  it('end with the error of the statement, and leave a usable connection', async () => {
    await withConnection(async (connection) => {
      const lots = copyOut(connection, copyOf('SELECT 1 / (5000 - n) FROM generate_series(1, 9000) n'), (row) =>
        row.readInteger(),
      );

      await expect(all(lots)).rejects.toMatchObject({ code: '22012' });
      expect((await connection.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    });
  });

  it('end with an error when the connection breaks', async () => {
    await withConnection(async (connection) => {
      const { rows } = await connection.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const lots = copyOut(connection, copyOf('SELECT n FROM generate_series(1, 20000000) n'), (row) =>
        row.readInteger(),
      );
      await lots.next();

      await tracker.sql('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);

      await expect(all(lots)).rejects.toThrow();
    });
  });

  it('wait for a slow reader, and stop with their reader', async () => {
    await withConnection(async (connection) => {
      let read = 0;
      const lots = copyOut(
        connection,
        copyOf(`SELECT n, repeat('x', 1000) FROM generate_series(1, 1000000) n`),
        (row) => {
          read += 1;
          return row.readInteger();
        },
      );
      await lots.next();
      const isHeld = async (): Promise<boolean> => {
        const held = await tracker.sql<{ wait_event: string | null }>(
          `SELECT wait_event FROM pg_stat_activity WHERE application_name = 'copy-out' AND state = 'active'`,
        );
        // Without a wait for the reader, the copy runs to its end.
        expect(held).toHaveLength(1);
        return held[0]?.wait_event === 'ClientWrite';
      };
      while (!(await isHeld())) await new Promise((resolve) => setTimeout(resolve, 5));

      expect(read).toBeLessThan(5000);
      expect(await isHeld()).toBe(true);
      await lots.return();
    });
    const left = await tracker.sql(
      `SELECT FROM pg_stat_activity WHERE application_name = 'copy-out' AND state = 'idle'`,
    );
    expect(left).toEqual([]);
  });
});
