import type { EntityManager } from 'typeorm';
import { committed } from '../http/committed-refusals.js';
import { AlreadyExists, Problem } from '../http/problems.js';

/** A value that is unique in the whole nation. */
export type NationalValue = 'email' | 'ori';

/** The values that accounts or agencies beyond the seat have. Beyond the account's budget of the day none is told. */
export interface TakenBeyond {
  readonly isWithin: boolean;
  readonly taken: readonly string[];
}

/** The account was refused as many different addresses or ORIs as it may be on one day. */
export class LookUpBudgetSpent extends Problem {
  readonly type = 'look-up-budget-spent';
  readonly title =
    'You have asked about as many addresses or ORIs of others as one account may on a day. Try again tomorrow (UTC).';
  readonly status = 429;
}

const takenBeyond = 'SELECT is_within AS "isWithin", taken FROM auth.taken_beyond($1, $2, $3)';

/** Finds which values are taken beyond the administrator's seat. With `isEntered` it is entered and counted, and has to be committed. */
export async function findTakenBeyond(
  tx: EntityManager,
  kind: NationalValue,
  values: readonly string[],
  isEntered: boolean,
): Promise<TakenBeyond> {
  const [answer] = await tx.query<TakenBeyond[]>(takenBeyond, [kind, values, isEntered]);
  if (!answer) throw new Error('The look-up of taken values returned no row');
  return answer;
}

/** Rejects a value that is taken beyond the administrator's seat. The refusal is committed with its entries. */
export async function requireFree(tx: EntityManager, kind: NationalValue, value: string): Promise<void> {
  const { isWithin, taken } = await findTakenBeyond(tx, kind, [value], false);
  if (isWithin && taken.length === 0) return;
  throw committed(isWithin ? new AlreadyExists([kind]) : new LookUpBudgetSpent(), (own) =>
    findTakenBeyond(own, kind, [value], true),
  );
}
