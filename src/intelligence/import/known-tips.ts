import type { EntityManager } from 'typeorm';
import type { ColumnFault } from './row-fault.js';

export interface CandidateTip {
  readonly row: number;
  readonly source: string;
  readonly externalReference: string | null;
  readonly agencyId: string;
  /** Digest in hexadecimal digits. */
  readonly digest: string;
  /** Disposition of a closed complaint; null for an open one. */
  readonly disposition: string | null;
}

/** Match of a known tip: the same content, the same number with other content, or the same content without the row's disposition. */
export type TipMatch = 'same' | 'other' | 'other_disposition';

const selectByNumber = `
  SELECT asked.position, encode(c.intake_digest, 'hex') AS digest, c.disposition
    FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked (source, number, position)
   CROSS JOIN LATERAL (SELECT c.intake_digest, c.disposition FROM app.complaints c
                        WHERE c.task_force_id = (SELECT auth.case_task_force()) AND c.source = asked.source
                          AND c.external_reference = asked.number
                        ORDER BY c.sealed_before DESC LIMIT 1) c`;
const selectHolders = 'SELECT position, agency FROM oversight.holders_of_tips($1, $2)';

const selectByDigest = `
  SELECT asked.position, c.disposition
    FROM unnest($1::text[], $2::uuid[]) WITH ORDINALITY AS asked (digest, agency_id, position)
   CROSS JOIN LATERAL (SELECT c.disposition FROM app.complaints c
                        WHERE c.task_force_id = (SELECT auth.case_task_force()) AND c.external_reference IS NULL
                          AND c.intake_digest = decode(asked.digest, 'hex') AND c.agency_id = asked.agency_id
                        LIMIT 1) c`;

/**
 * Runs queries with new plans for the current tables. A cached plan may date from an almost empty table, and would scan
 * all of it for each row.
 */
export async function withCustomPlans<T>(tx: EntityManager, query: () => Promise<T>): Promise<T> {
  await tx.query('SET LOCAL plan_cache_mode = force_custom_plan');
  const answer = await query();
  await tx.query('SET LOCAL plan_cache_mode = force_generic_plan');
  return answer;
}

/**
 * Returns the tips that the seat has already, by row: one query for those with a number, another for those without. Tips of other agencies
 * are not read.
 */
export function findKnownTips(
  tx: EntityManager,
  tips: readonly CandidateTip[],
): Promise<ReadonlyMap<number, TipMatch>> {
  return withCustomPlans(tx, () => matchKnownTips(tx, tips));
}

interface FoundTip {
  readonly position: number;
  readonly digest: string;
  readonly disposition: string | null;
}

/** Compares dispositions. A row without one matches also a complaint that was closed here. */
function compareDispositions(tip: CandidateTip, disposition: string | null): TipMatch {
  return tip.disposition === null || tip.disposition === disposition ? 'same' : 'other_disposition';
}

async function matchKnownTips(
  tx: EntityManager,
  tips: readonly CandidateTip[],
): Promise<ReadonlyMap<number, TipMatch>> {
  const found = new Map<number, TipMatch>();
  const numbered = tips.filter(({ externalReference }) => externalReference !== null);
  if (numbered.length > 0) {
    const rows = await tx.query<FoundTip[]>(selectByNumber, toNumberLists(numbered));
    for (const { position, digest, disposition } of rows) {
      const tip = numbered[position - 1];
      if (tip) found.set(tip.row, digest === tip.digest ? compareDispositions(tip, disposition) : 'other');
    }
  }
  const unnumbered = tips.filter(({ externalReference }) => externalReference === null);
  if (unnumbered.length > 0) {
    const rows = await tx.query<Omit<FoundTip, 'digest'>[]>(selectByDigest, [
      unnumbered.map(({ digest }) => digest),
      unnumbered.map(({ agencyId }) => agencyId),
    ]);
    for (const { position, disposition } of rows) {
      const tip = unnumbered[position - 1];
      if (tip) found.set(tip.row, compareDispositions(tip, disposition));
    }
  }
  return found;
}

/**
 * Returns the agencies that hold the rejected tips, by row, up to the account's daily limit. Each is recorded in the trail, so the
 * transaction must be committed.
 */
export async function findHolders(
  tx: EntityManager,
  tips: readonly CandidateTip[],
): Promise<ReadonlyMap<number, string | null>> {
  if (tips.length === 0) return new Map();
  const rows = await tx.query<{ position: number; agency: string | null }[]>(selectHolders, toNumberLists(tips));
  return new Map(
    rows.flatMap(({ position, agency }) => {
      const tip = tips[position - 1];
      return tip ? [[tip.row, agency] as const] : [];
    }),
  );
}

/** Returns the fault of a row with a known tip that is recorded otherwise. */
export function describeMismatch(match: Exclude<TipMatch, 'same'>): ColumnFault {
  return match === 'other'
    ? { column: 'externalReference', detail: 'was already received with other content, which is not changed' }
    : { column: 'disposition', detail: 'is not that of the recorded complaint, which is not changed: close it there' };
}

/** Returns the fault of a row with a tip that another agency holds. */
export function describeHolder(agency: string | null | undefined): string {
  return agency == null
    ? 'was already received by another agency; ask the task force which one'
    : `was already received by another agency: ${agency}`;
}

function toNumberLists(tips: readonly CandidateTip[]): (string | null)[][] {
  return [tips.map(({ source }) => source), tips.map(({ externalReference }) => externalReference)];
}
