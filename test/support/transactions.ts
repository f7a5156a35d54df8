import pg from 'pg';
import { hashOf } from '../../src/platform/actor/token-hash.js';
import type { GivenAccount } from './people.js';
import type { Tracker } from './tracker.js';
import { until } from './until.js';

/** Runs the work as the application role in a session, in a transaction that is rolled back. */
export async function asApp<T>(
  { database }: Tracker,
  { token }: Pick<GivenAccount, 'token'>,
  work: (app: pg.Client) => Promise<T>,
): Promise<T> {
  return inTransaction(database.appUrl, async (app) => {
    await app.query(`SELECT auth.begin_request($1, false, 'a request', '192.0.2.1')`, [hashOf(token)]);
    await app.query(`SELECT audit.begin_change('test.arranged', NULL, NULL, 'a request')`);
    return work(app);
  });
}

/** Runs the work as superuser in a transaction that is rolled back and whose locks block others. */
export function asHolder<T>({ database }: Tracker, work: (holder: pg.Client) => Promise<T>): Promise<T> {
  return inTransaction(database.adminUrl, work);
}

/** Runs the work while each transaction that inserts into or updates the table waits at its commit. */
export async function whileCommitsWait(tracker: Tracker, table: string, work: () => Promise<void>): Promise<void> {
  const wait = 'BEGIN PERFORM pg_advisory_xact_lock_shared(4712); RETURN NULL; END';
  await tracker.sql(`CREATE FUNCTION app.wait_at_commit() RETURNS trigger LANGUAGE plpgsql AS '${wait}'`);
  await tracker.sql(
    `CREATE CONSTRAINT TRIGGER held AFTER INSERT OR UPDATE ON ${table} DEFERRABLE INITIALLY DEFERRED
       FOR EACH ROW EXECUTE FUNCTION app.wait_at_commit()`,
  );
  await asHolder(tracker, async (holder) => {
    await holder.query('SELECT pg_advisory_xact_lock(4712)');
    await work();
  });
  await tracker.sql(`DROP TRIGGER held ON ${table}`);
  await tracker.sql('DROP FUNCTION app.wait_at_commit()');
}

/** Waits until that number of sessions wait for a lock. */
export function untilSessionWaits(tracker: Tracker, atLeast = 1): Promise<void> {
  return until(async () => (await countWaitingSessions(tracker)) >= atLeast);
}

/** Returns the number of sessions of the tracker's database that wait for a lock. */
export async function countWaitingSessions(tracker: Tracker): Promise<number> {
  const waiting = await tracker.sql(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return waiting.length;
}

async function inTransaction<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query('BEGIN');
    return await work(client);
  } finally {
    await client.query('ROLLBACK');
    await client.end();
  }
}
