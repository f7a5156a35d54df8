import type { EntityManager } from 'typeorm';

/** A tip that may be known already. */
export interface AskedTip {
  readonly row: number;
  readonly source: string;
  readonly externalReference: string | null;
  readonly agencyId: string;
  /** In hexadecimal. */
  readonly digest: string;
}

/** What is known of a tip: all it says, or its number with something else, here or at an agency whose complaints are not seen here. */
export type KnownTip =
  { readonly is: 'same' } | { readonly is: 'other' } | { readonly is: 'held'; readonly agency: string };

const held = `
  SELECT h.place, h.agency, encode(c.intake_digest, 'hex') AS digest
    FROM oversight.tips_held($1, $2) h
    LEFT JOIN LATERAL (SELECT c.intake_digest FROM app.complaints c
                        WHERE c.task_force_id = (SELECT auth.case_task_force()) AND c.source = ($1::text[])[h.place]
                          AND c.external_reference = ($2::text[])[h.place] OFFSET 0) c ON true`;

const said = `
  SELECT asked.place
    FROM unnest($1::text[], $2::uuid[]) WITH ORDINALITY AS asked (digest, agency_id, place)
   CROSS JOIN LATERAL (SELECT FROM app.complaints c
                        WHERE c.task_force_id = (SELECT auth.case_task_force()) AND c.external_reference IS NULL
                          AND c.intake_digest = decode(asked.digest, 'hex') AND c.agency_id = asked.agency_id
                        LIMIT 1) c`;

/**
 * Asks with plans made for the tables as they are. A plan is kept as it was made first, and one that was made while a table was all but
 * empty would read all of it for each row.
 */
export async function plannedAnew<T>(tx: EntityManager, ask: () => Promise<T>): Promise<T> {
  await tx.query('SET LOCAL plan_cache_mode = force_custom_plan');
  const answer = await ask();
  await tx.query('SET LOCAL plan_cache_mode = force_generic_plan');
  return answer;
}

/** Which of these tips are known already, by their rows: asked once for all that have a number, and once for all that have none. */
export function knownAmong(tx: EntityManager, tips: readonly AskedTip[]): Promise<ReadonlyMap<number, KnownTip>> {
  return plannedAnew(tx, () => known(tx, tips));
}

async function known(tx: EntityManager, tips: readonly AskedTip[]): Promise<ReadonlyMap<number, KnownTip>> {
  const found = new Map<number, KnownTip>();
  const numbered = tips.filter(({ externalReference }) => externalReference !== null);
  if (numbered.length > 0) {
    const rows = await tx.query<{ place: number; agency: string; digest: string | null }[]>(held, [
      numbered.map(({ source }) => source),
      numbered.map(({ externalReference }) => externalReference),
    ]);
    for (const { place, agency, digest } of rows) {
      const tip = numbered[place - 1];
      if (tip)
        found.set(tip.row, digest === null ? { is: 'held', agency } : { is: digest === tip.digest ? 'same' : 'other' });
    }
  }
  const bare = tips.filter(({ externalReference }) => externalReference === null);
  if (bare.length > 0) {
    const rows = await tx.query<{ place: number }[]>(said, [
      bare.map(({ digest }) => digest),
      bare.map(({ agencyId }) => agencyId),
    ]);
    for (const { place } of rows) {
      const tip = bare[place - 1];
      if (tip) found.set(tip.row, { is: 'same' });
    }
  }
  return found;
}

/** What is wrong with a row whose tip is known with other content. */
export function faultOfKnown(known: Exclude<KnownTip, { is: 'same' }>): string {
  return known.is === 'other'
    ? 'was received before with other content, which stays'
    : `was received before by another agency: ${known.agency}`;
}
