import type { Policy } from '../platform/access/policy.js';
import type { FactorReset } from './factor-reset.entity.js';

/** The second person is another than whoever asked, and another than whom it is about. Postgres holds them to it too. */
export const factorResetPolicy = {
  approve: ({ accountId }, reset) => accountId !== reset.requestedBy && accountId !== reset.accountId,
} satisfies Policy<FactorReset>;
