import type { Account } from '../../organization/accounts/account.entity.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Policy } from '../../access/policy.js';
import type { IdentityAccessWithdrawal } from './identity-access-withdrawal.entity.js';
import type { IdentityDestruction } from './identity-destruction.entity.js';

/** Permissions on the identity of a child in a complaint that the actor sees. Postgres enforces them too. */
export const identityPolicy = {
  record: complaintPolicy.work,
  reveal: complaintPolicy.work,
  /** Allows a supervisor of the task force: destruction is irreversible. */
  destroy: ({ role, seat }) => role === 'supervisor' && seat.level === 'task_force',
} satisfies Policy<Complaint>;

/** Excludes the national seat, which administers accounts and has no cases. */
export const accountPolicy = {
  withdraw: ({ seat }) => seat.level !== 'national',
} satisfies Policy<Account>;

/** Requires two different persons for restoration, neither of them the account concerned. */
export const accessPolicy = {
  requestRestoration: ({ accountId }, withdrawal) => accountId !== withdrawal.accountId,
  restore: ({ accountId }, withdrawal) =>
    accountId !== withdrawal.accountId && accountId !== withdrawal.restorationRequestedBy,
} satisfies Policy<IdentityAccessWithdrawal>;

/** Requires a second person at the task force for a destruction. */
export const destructionPolicy = {
  approve: ({ accountId, seat }, { requestedBy }) => seat.level === 'task_force' && accountId !== requestedBy,
} satisfies Policy<IdentityDestruction>;
