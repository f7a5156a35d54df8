import { connected, type Connection } from '../platform/database/connected.js';

/** How many complaints one transaction takes: it holds their locks until it is over, and is lost whole when it is killed. */
const batch = 10;
const part = 500;

const classClosed = 'SELECT purge.class_closed($1, $2) AS last';
const classAnew = 'SELECT purge.class_anew() AS changed';
const forgetSubjects = 'SELECT app.forget_expired_subjects() AS forgotten';
const purgeNext = 'SELECT complaint_id, due_at::text AS due_at, outcome FROM purge.next($1, $2, $3)';
const nil = '00000000-0000-0000-0000-000000000000';

/** What became of a complaint that was marked: see the function of the database. */
type Outcome = 'purged' | KeptFor;
/** Why something that was marked stays for now. */
export type KeptFor = 'busy' | 'not_due' | 'on_hold' | 'referred_to';

/** What one round did. */
export interface PurgeRound {
  /** How many complaints went, each with its certificate. */
  readonly purged: number;
  /** How many of those that were marked stay for now, and why. */
  readonly kept: ReadonlyMap<KeptFor, number>;
  /** How many entries of the subject index went that nobody had found again to belong there. */
  readonly subjectsForgotten: number;
}

/**
 * One round of forgetting: what has been closed gets its day of review, and what was marked a month ago goes. Each batch is one
 * statement and so one transaction: whoever kills the job finds nothing half done, and the next round goes on. Several at once
 * pass over what another has in hand.
 */
export function purgeRound(url: string): Promise<PurgeRound> {
  return connected(url, 'tracker purge', async (connection) => {
    await classify(connection);
    const { rows } = await connection.query<{ forgotten: number }>(forgetSubjects);
    const outcomes = await purgeAll(connection);
    const purged = outcomes.get('purged') ?? 0;
    const kept = new Map([...outcomes].filter(([outcome]) => outcome !== 'purged')) as PurgeRound['kept'];
    return { purged, kept, subjectsForgotten: rows[0]?.forgotten ?? 0 };
  });
}

async function classify(connection: Connection): Promise<void> {
  let after: string | null = nil;
  while (after !== null) {
    const found: { rows: { last: string | null }[] } = await connection.query<{ last: string | null }>(classClosed, [
      after,
      part,
    ]);
    after = found.rows[0]?.last ?? null;
  }
  await connection.query(classAnew);
}

async function purgeAll(connection: Connection): Promise<Map<Outcome, number>> {
  const outcomes = new Map<Outcome, number>();
  let after = { due_at: '-infinity', complaint_id: nil };
  for (;;) {
    const { rows } = await connection.query<DueComplaint>(purgeNext, [after.due_at, after.complaint_id, batch]);
    const last = rows.at(-1);
    if (!last) return outcomes;
    for (const { outcome } of rows) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    after = last;
  }
}

interface DueComplaint {
  readonly complaint_id: string;
  /** As Postgres writes it: a date would lose its microseconds, and with them the place in the queue. */
  readonly due_at: string;
  readonly outcome: Outcome;
}
