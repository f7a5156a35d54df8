import type { Policy } from '../platform/access/policy.js';
import type { Account } from './account.entity.js';

/** Nobody keeps their own account; Postgres holds them to it too. */
export const accountPolicy = {
  keep: ({ accountId }, { id }) => id !== accountId,
  /** Who asked does not approve. Whoever is alone does, and only Postgres knows that. */
  approve: ({ accountId }, { id, requestedBy }) => id !== accountId && requestedBy !== accountId,
} satisfies Policy<Account>;
