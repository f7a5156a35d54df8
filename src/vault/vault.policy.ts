import type { Account } from '../accounts/account.entity.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Policy } from '../platform/access/policy.js';
import type { IdentityAccessWithdrawal } from './identity-access-withdrawal.entity.js';
import type { IdentityDestruction } from './identity-destruction.entity.js';

/** Who may do what with the identity of a child whose complaint they see. Postgres holds them to it too. */
export const identityPolicy = {
  record: complaintPolicy.work,
  reveal: complaintPolicy.work,
  /** What cannot be undone is the task force's own to decide. */
  destroy: ({ role, seat }) => role === 'supervisor' && seat.at === 'task_force',
} satisfies Policy<Complaint>;

/** The national seat keeps accounts and has no case: whose work it is not, it does not judge. */
export const accountPolicy = {
  withdraw: ({ seat }) => seat.at !== 'national',
} satisfies Policy<Account>;

/** The second person is another than whoever asked, and neither is whom it is about. */
export const accessPolicy = {
  requestRestoration: ({ accountId }, withdrawal) => accountId !== withdrawal.accountId,
  restore: ({ accountId }, withdrawal) =>
    accountId !== withdrawal.accountId && accountId !== withdrawal.restorationRequestedBy,
} satisfies Policy<IdentityAccessWithdrawal>;

/** Likewise of a destruction, at the task force. */
export const destructionPolicy = {
  approve: ({ accountId, seat }, { requestedBy }) => seat.at === 'task_force' && accountId !== requestedBy,
} satisfies Policy<IdentityDestruction>;
