import type { Policy } from '../../access/policy.js';
import type { Account } from './account.entity.js';

/** Rules for managing accounts. No account manages itself; Postgres enforces this as well. */
export const accountPolicy = {
  manage: ({ accountId }, { id }) => id !== accountId,
  /** The requester may not approve, except as the only approver, which only Postgres can know. */
  approve: ({ accountId }, { id, requestedBy }) => id !== accountId && requestedBy !== accountId,
} satisfies Policy<Account>;
