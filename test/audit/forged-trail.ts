import { readFile } from 'node:fs/promises';
import pg from 'pg';

const forging = await readFile(new URL('./forge-trail.sql', import.meta.url), 'utf8');
const relinking = await readFile(new URL('./relink-trail.sql', import.meta.url), 'utf8');

/** Works on a database with all rights and without triggers. */
export async function pastTriggers<T>(adminUrl: string, work: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client({ connectionString: adminUrl, options: '-c session_replication_role=replica' });
  await db.connect();
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}

/** Fills an empty trail with that number of entries, one per `interval` from an instant on, linked correctly. */
export async function forgeTrail(adminUrl: string, entries: number, from: string, interval: string): Promise<void> {
  await pastTriggers(adminUrl, async (db) => {
    for (const month of await monthsFrom(db, from)) await db.query('SELECT audit.prepare_month($1)', [month]);
    await db.query(forging, [entries, from, interval]);
    await db.query(relinking);
    await db.query('ANALYZE audit.entries');
    await db.query('ANALYZE audit.links');
  });
}

/** Rebuilds every link and head from the current entries. */
export async function relink(db: pg.Client): Promise<void> {
  await db.query(relinking);
}

async function monthsFrom(db: pg.Client, from: string): Promise<string[]> {
  const { rows } = await db.query<{ month: string }>(
    `SELECT to_char(month, 'YYYY-MM-DD') AS month
       FROM generate_series(date_trunc('month', $1::timestamptz AT TIME ZONE 'UTC'), now() AT TIME ZONE 'UTC', interval '1 month') month`,
    [from],
  );
  return rows.map(({ month }) => month);
}
