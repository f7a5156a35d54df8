import { withNewConnection, type Connection } from '../../platform/database/connection.js';
import { recordJobRun } from '../../platform/database/job-runs.js';

/**
 * Number of complaints purged per transaction. It holds their locks until its end, and rolls back entirely if killed.
 */
const purgeBatchSize = 10;
const classifyBatchSize = 500;

const classifyClosed = 'SELECT purge.classify_closed($1, $2) AS last';
const reclassify = 'SELECT purge.reclassify() AS changed';
const deleteExpiredSubjects = 'SELECT app.erase_expired_subjects() AS forgotten';
const purgeNext = 'SELECT complaint_id, due_at::text AS due_at, outcome FROM purge.purge_batch($1, $2, $3)';
const nil = '00000000-0000-0000-0000-000000000000';

type Outcome = 'purged' | SkipReason;
export type SkipReason = 'busy' | 'not_due' | 'on_hold' | 'referred_to';

export interface PurgeResult {
  readonly purged: number;
  /** Number of marked complaints that remain for now, by reason. */
  readonly skipped: ReadonlyMap<SkipReason, number>;
  /** Number of expired entries of the subject index that were deleted, because no review renewed them. */
  readonly subjectsDeleted: number;
}

/**
 * Runs one round of the purge: sets review days, and deletes complaints marked a month ago. Each batch is one transaction, so a killed job
 * leaves nothing half done; concurrent jobs skip each other's complaints.
 */
export function runPurge(url: string): Promise<PurgeResult> {
  return withNewConnection(url, 'tracker purge', async (connection) => {
    try {
      const result = await purgeRound(connection);
      await connection.query(recordJobRun, ['purge', true]);
      return result;
    } catch (fault) {
      // Without the database there is no record of the failure either.
      await connection.query(recordJobRun, ['purge', false]).catch(() => undefined);
      throw fault;
    }
  });
}

async function purgeRound(connection: Connection): Promise<PurgeResult> {
  await classify(connection);
  const { rows } = await connection.query<{ forgotten: number }>(deleteExpiredSubjects);
  const outcomes = await purgeAll(connection);
  const purged = outcomes.get('purged') ?? 0;
  const skipped = new Map([...outcomes].filter(([outcome]) => outcome !== 'purged')) as PurgeResult['skipped'];
  return { purged, skipped, subjectsDeleted: rows[0]?.forgotten ?? 0 };
}

async function classify(connection: Connection): Promise<void> {
  let after: string | null = nil;
  while (after !== null) {
    const found: { rows: { last: string | null }[] } = await connection.query<{ last: string | null }>(classifyClosed, [
      after,
      classifyBatchSize,
    ]);
    after = found.rows[0]?.last ?? null;
  }
  await connection.query(reclassify);
}

async function purgeAll(connection: Connection): Promise<Map<Outcome, number>> {
  const outcomes = new Map<Outcome, number>();
  let after = { due_at: '-infinity', complaint_id: nil };
  for (;;) {
    const { rows } = await connection.query<DueComplaint>(purgeNext, [
      after.due_at,
      after.complaint_id,
      purgeBatchSize,
    ]);
    const last = rows.at(-1);
    if (!last) return outcomes;
    for (const { outcome } of rows) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    after = last;
  }
}

interface DueComplaint {
  readonly complaint_id: string;
  /** Text from Postgres: a `Date` would lose the microseconds and so the cursor's position. */
  readonly due_at: string;
  readonly outcome: Outcome;
}
