import type { Connection } from '../../platform/database/connection.js';

/** Sends a statement and returns its rows. */
type Query = (statement: string, parameters: readonly unknown[]) => Promise<unknown[]>;

/** Maximum of transactions that one call links, if it is not slow. */
export const maxTransactions = 10_000;

const linkCommitted = 'SELECT linked::float8 AS linked, is_complete FROM audit.link_committed($1, $2)';

interface Linked {
  /** Number of entries; null if another session links. */
  readonly linked: number | null;
  readonly is_complete: boolean;
}

/**
 * Links everything that is committed, a part at a time, each in a transaction of its own. Waits for another session
 * that links, if `waits`. Returns the number of entries.
 */
export async function linkCommittedEntries(query: Query, waits: boolean, most = maxTransactions): Promise<number> {
  for (let entries = 0; ;) {
    const [row] = (await query(linkCommitted, [waits, most])) as Linked[];
    if (!row) throw new Error('The sequencer returned no row');
    entries += row.linked ?? 0;
    if (row.is_complete) return entries;
  }
}

/** Links everything that is committed before the trail is signed, verified or exported. A standby waits for its primary. */
export async function linkBefore(connection: Connection): Promise<void> {
  const { rows } = await connection.query<{ isStandby: boolean }>('SELECT pg_is_in_recovery() AS "isStandby"');
  if (rows[0]?.isStandby) return;
  await linkCommittedEntries(
    async (statement, parameters) => (await connection.query<object>(statement, [...parameters])).rows,
    true,
  );
}
