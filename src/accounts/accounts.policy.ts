import type { Policy } from '../platform/access/policy.js';
import type { Account } from './account.entity.js';

/** Nobody disables or invites themselves. */
export const accountPolicy = {
  keep: ({ accountId }, { id }) => id !== accountId,
} satisfies Policy<Account>;
