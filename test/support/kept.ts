import type { AccountBatchView } from '../../src/accounts/account-batches.contract.js';
import type { FactorResetView } from '../../src/accounts/factor-resets.contract.js';
import type { RecertificationView } from '../../src/accounts/recertifications.contract.js';
import type { Given } from './given.js';
import type { GivenAgency } from './people.js';

/** Accounts in each state that something can be done to. */
export const accountKinds = ['waitingAccount', 'disabledAccount', 'lockedAccount', 'factorReset'] as const;
/** What a review of accounts is made of. */
export const reviewKinds = ['recertification', 'reviewedAccount'] as const;
export const batchKinds = ['accountBatch'] as const;

/** A batch that named nobody. */
export async function batchAt(given: Given, agency: GivenAgency): Promise<{ readonly accountBatch: string }> {
  const keeper = await given.account({ agency, role: 'admin' });
  const batch = await given.made<AccountBatchView>(keeper, '/account-batches', { csv: 'email,name,role' });
  return { accountBatch: batch.id };
}

/** Those that are used up when something is done with them. */
export async function accountsAt(
  given: Given,
  agency: GivenAgency,
): Promise<Record<(typeof accountKinds)[number], string>> {
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
): Promise<Record<(typeof reviewKinds)[number], string>> {
  const keeper = await given.account({ agency, role: 'admin' });
  const reviewed = await given.account({ agency });
  const { id } = await given.made<RecertificationView>(keeper, '/recertifications', undefined);
  await given.decide(id);
  return { recertification: id, reviewedAccount: reviewed.accountId };
}
