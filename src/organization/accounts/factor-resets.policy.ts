import type { Policy } from '../../access/policy.js';
import type { FactorReset } from './factor-reset.entity.js';

/**
 * Rules for factor resets. The approver is neither the requester nor the owner of the account; Postgres enforces this
 * as well.
 */
export const factorResetPolicy = {
  approve: ({ accountId }, reset) => accountId !== reset.requestedBy && accountId !== reset.accountId,
} satisfies Policy<FactorReset>;
