import type { EntityManager } from 'typeorm';
import { withCommittedEntry } from '../platform/http/committed-refusals.js';
import { AlreadyExists, Problem } from '../platform/http/problems.js';

export type NationalValue = 'email' | 'ori';

/** Values that accounts or agencies beyond the seat have. It is empty when the account's daily budget is exhausted. */
export interface TakenValues {
  readonly isWithin: boolean;
  readonly taken: readonly string[];
}

/** Rejection after the daily maximum of disclosed email addresses or ORIs per account. */
export class LookUpLimitReached extends Problem {
  readonly type = 'look-up-limit-reached';
  readonly title = 'You have entered too many email addresses or ORIs of others today. Try again tomorrow (UTC).';
  readonly status = 429;
}

const selectTakenValues = 'SELECT is_within AS "isWithin", taken FROM auth.values_taken_elsewhere($1, $2, $3)';

/**
 * Finds values that are taken beyond the administrator's seat. With `isEntered` the disclosure is recorded and counted,
 * so the caller must commit.
 */
export async function findTakenValues(
  tx: EntityManager,
  kind: NationalValue,
  values: readonly string[],
  isEntered: boolean,
): Promise<TakenValues> {
  const [answer] = await tx.query<TakenValues[]>(selectTakenValues, [kind, values, isEntered]);
  if (!answer) throw new Error('The look-up of taken values returned no row');
  return answer;
}

/** Rejects a value that is taken beyond the administrator's seat. The trail entry of the refusal is committed. */
export async function requireNationallyUnique(tx: EntityManager, kind: NationalValue, value: string): Promise<void> {
  const { isWithin, taken } = await findTakenValues(tx, kind, [value], false);
  if (isWithin && taken.length === 0) return;
  throw withCommittedEntry(isWithin ? new AlreadyExists([kind]) : new LookUpLimitReached(), (own) =>
    findTakenValues(own, kind, [value], true),
  );
}
