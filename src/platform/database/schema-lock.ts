import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { findDatabaseFault } from '../http/postgres-problems.js';

/** A migration that found no moment in which nobody held a lock. Nothing was changed, and a repetition can succeed. */
export class SchemaInUse extends Error {}

/** Time for which requests under way may end. New ones are refused meanwhile. */
const drainMs = 500;
/** Maximum wait for a table. It is longer than `deadlock_timeout`, after which Postgres ends an autovacuum that is in the way. */
const tableMs = 2000;
const maxPauseMs = 4000;
const busyStates = new Set(['55P03', '40P01']);

/**
 * Tables that a request reads or writes before it takes the lock of the schema, and that a probe reads. Only the statement
 * that changes one of them locks it.
 */
const unlocked = ['auth.rates', 'auth.key_checks', 'app.migrations', 'app.repeatable_files'];

/** Tables in the order in which a migration locks them, by owner, because only the owner may. */
const selectTables = `
  SELECT c.relowner::regrole::text AS owner, 'LOCK TABLE ' || string_agg(format('%I.%I', n.nspname, c.relname), ', ' ORDER BY n.nspname, c.relname) || ' IN ACCESS EXCLUSIVE MODE' AS lock
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^(pg_|information_schema$)'
     AND pg_has_role(c.relowner, 'SET') AND n.nspname || '.' || c.relname <> ALL ($1)
   GROUP BY 1 ORDER BY 1`;

/** Backends with a lock on a table of the tracker. */
const selectHolders = `
  SELECT DISTINCT l.pid FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE l.granted AND l.pid <> pg_backend_pid() AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
     AND c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema$)' ORDER BY 1`;

/**
 * Locks the schema until the transaction ends: first against requests, which are refused from then on (`auth.lock_schema`), then each
 * table in one order. Everything later in the transaction finds its lock, so it cannot deadlock.
 */
export async function lockSchema(db: QueryRunner): Promise<void> {
  await limitLockWait(db, drainMs);
  await db.query(`SELECT pg_advisory_xact_lock(hashtext('tracker:schema'))`);
  await limitLockWait(db, tableMs);
  const groups = (await db.query(selectTables, [unlocked])) as { owner: string; lock: string }[];
  for (const { owner, lock } of groups) {
    await db.query(`SELECT set_config('role', $1, true)`, [owner]);
    await db.query(lock);
    await db.query('RESET ROLE');
  }
}

/** Limits the wait of the transaction for each lock. */
export async function limitLockWait(db: QueryRunner, ms = drainMs): Promise<void> {
  await db.query(`SELECT set_config('lock_timeout', $1, true)`, [`${ms}ms`]);
}

/**
 * Runs work in a transaction, and again after a pause while others hold its locks. Each attempt releases everything. Throws
 * SchemaInUse when the patience ends.
 */
export async function whenUnlocked<T>(
  dataSource: DataSource,
  patienceMs: number,
  work: (db: QueryRunner) => Promise<T>,
): Promise<T> {
  const begunAt = performance.now();
  for (let pauseMs = drainMs; ; pauseMs = Math.min(2 * pauseMs, maxPauseMs)) {
    try {
      return await inTransaction(dataSource, work);
    } catch (fault) {
      if (!busyStates.has(findDatabaseFault(fault)?.sqlState ?? '')) throw fault;
      if (performance.now() - begunAt > patienceMs) throw await inUse(dataSource, patienceMs);
      // The fraction of the current millisecond differs between instances, so they do not try again together.
      await delay(pauseMs * (0.5 + (performance.now() % 1)));
    }
  }
}

/** Transactions of others than the owner, by virtual id. Another migration of the owner waits for this one. */
const selectTransactions = `
  SELECT l.virtualxid AS id FROM pg_locks l JOIN pg_stat_activity a USING (pid)
   WHERE l.locktype = 'virtualxid' AND a.datname = current_database() AND a.usename <> current_user`;

/**
 * Waits until every transaction of this moment has ended, because it may not have seen what was committed last. Returns
 * after the patience in any case: the locks of the tables then decide.
 */
export async function waitForTransactions(dataSource: DataSource, patienceMs: number): Promise<void> {
  const begunAt = performance.now();
  const read = (): Promise<{ id: string }[]> => dataSource.query<{ id: string }[]>(selectTransactions);
  const earlier = new Set((await read()).map(({ id }) => id));
  while ((await read()).some(({ id }) => earlier.has(id)) && performance.now() - begunAt < patienceMs) await delay(20);
}

async function inTransaction<T>(dataSource: DataSource, work: (db: QueryRunner) => Promise<T>): Promise<T> {
  const db = dataSource.createQueryRunner();
  try {
    await db.startTransaction();
    const result = await work(db);
    await db.commitTransaction();
    return result;
  } catch (fault) {
    // A lost connection has rolled back.
    await db.rollbackTransaction().catch(() => undefined);
    throw fault;
  } finally {
    await db.release();
  }
}

async function inUse(dataSource: DataSource, patienceMs: number): Promise<SchemaInUse> {
  const holders = await dataSource.query<{ pid: number }[]>(selectHolders);
  const pids = holders.map(({ pid }) => pid).join(', ');
  return new SchemaInUse(
    `The database was not migrated, because its tables were in use for ${Math.ceil(patienceMs / 60_000)} minutes` +
      `${pids === '' ? '' : ` (backends of Postgres: ${pids})`}. Nothing was changed. ` +
      'End what runs long, such as a backup, an export or an old instance, then start again.',
  );
}
