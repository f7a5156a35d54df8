import type { AccountBatchView } from '../../src/organization/accounts/account-batch.view.js';
import type { FactorResetView } from '../../src/organization/accounts/factor-reset.view.js';
import type { RecertificationView } from '../../src/organization/accounts/recertification.view.js';
import type { Given } from '../support/given.js';
import type { GivenAgency } from '../support/people.js';

export const accountKinds = ['waitingAccount', 'disabledAccount', 'lockedAccount', 'factorReset'] as const;
export const reviewKinds = ['recertification', 'reviewedAccount'] as const;
export const batchKinds = ['accountBatch'] as const;

/** Creates an account batch without names. */
export async function batchAt(given: Given, agency: GivenAgency): Promise<{ readonly accountBatch: string }> {
  const keeper = await given.account({ agency, role: 'admin' });
  const batch = await given.made<AccountBatchView>(keeper, '/account-batches', { csv: 'email,name,role' });
  return { accountBatch: batch.id };
}

/** Fixtures that a change uses up. */
export async function accountsAt(
  given: Given,
  agency: GivenAgency,
): Promise<Record<(typeof accountKinds)[number], string>> {
  const keeper = await given.account({ agency, role: 'admin' });
  const waiting = await given.account({ agency, role: 'admin', status: 'waiting' });
  const disabled = await given.account({ agency, role: 'auditor', status: 'disabled' });
  const lost = await given.account({ agency, role: 'auditor', status: 'locked' });
  const request = { accountId: lost.accountId, reason: 'Lost the phone.' };
  return {
    waitingAccount: waiting.accountId,
    disabledAccount: disabled.accountId,
    lockedAccount: lost.accountId,
    factorReset: (await given.made<FactorResetView>(keeper, '/factor-resets', request)).id,
  };
}

/** Creates a review of the current accounts of the agency that can be signed off. */
export async function reviewAt(
  given: Given,
  agency: GivenAgency,
): Promise<Record<(typeof reviewKinds)[number], string>> {
  const keeper = await given.account({ agency, role: 'admin' });
  const reviewed = await given.account({ agency });
  await given.preferences(reviewed);
  const { id } = await given.made<RecertificationView>(keeper, '/recertifications', undefined);
  await given.decide(id);
  return { recertification: id, reviewedAccount: reviewed.accountId };
}
