import type { AccountBatchView } from '../../src/accounts/account-batches.contract.js';
import type { FactorResetView } from '../../src/accounts/factor-resets.contract.js';
import type { RecertificationView } from '../../src/accounts/recertifications.contract.js';
import type { Given } from './given.js';
import type { GivenAgency } from './people.js';

/** Accounts in each state that something can be done to, and what is kept about accounts. */
export const keptKinds = [
  'waitingAccount',
  'disabledAccount',
  'lockedAccount',
  'factorReset',
  'recertification',
  'reviewedAccount',
  'accountBatch',
] as const;
export type KeptKind = (typeof keptKinds)[number];

/** One of each at an agency: the review's accounts are all decided on, so that it can be signed off. */
export async function keptAt(given: Given, agency: GivenAgency): Promise<Readonly<Record<KeptKind, string>>> {
  const keeper = await given.account({ agency, role: 'admin' });
  const batch = await given.made<AccountBatchView>(keeper, '/account-batches', { csv: 'email,name,role' });
  const review = await reviewAt(given, agency);
  return { ...(await accountsAt(given, agency)), ...review, accountBatch: batch.id };
}

/** Those that are used up when something is done with them. */
export async function accountsAt(
  given: Given,
  agency: GivenAgency,
): Promise<Record<'waitingAccount' | 'disabledAccount' | 'lockedAccount' | 'factorReset', string>> {
  const keeper = await given.account({ agency, role: 'admin' });
  const waiting = await given.account({ agency, role: 'admin', standing: 'waiting' });
  const disabled = await given.account({ agency, role: 'auditor', standing: 'disabled' });
  const lost = await given.account({ agency, role: 'auditor', standing: 'locked' });
  const request = { accountId: lost.accountId, reason: 'Lost the phone.' };
  return {
    waitingAccount: waiting.accountId,
    disabledAccount: disabled.accountId,
    lockedAccount: lost.accountId,
    factorReset: (await given.made<FactorResetView>(keeper, '/factor-resets', request)).id,
  };
}

/** A review that can be signed off: of whoever is at the agency by then. */
export async function reviewAt(
  given: Given,
  agency: GivenAgency,
): Promise<Record<'recertification' | 'reviewedAccount', string>> {
  const keeper = await given.account({ agency, role: 'admin' });
  const reviewed = await given.account({ agency });
  const { id } = await given.made<RecertificationView>(keeper, '/recertifications', undefined);
  await given.decide(id);
  return { recertification: id, reviewedAccount: reviewed.accountId };
}
