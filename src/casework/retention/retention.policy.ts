import type { Policy } from '../../access/policy.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { LegalHold } from './legal-hold.entity.js';
import type { SealOrder } from './seal-order.entity.js';

export const retentionPolicy = {
  decide: complaintPolicy.assign,
  hold: complaintPolicy.work,
  /** Allows the task force's seat only: others cannot see a sealed complaint, and so could not undo the sealing. */
  seal: ({ seat }) => seat.level === 'task_force',
} satisfies Policy<Complaint>;

/** Requires a second person. Postgres enforces it too. */
export const legalHoldPolicy = {
  lift: ({ accountId }, { liftRequestedBy }) => accountId !== liftRequestedBy,
} satisfies Policy<LegalHold>;

/** Requires a different account from the one that entered the order. Postgres enforces it too. */
export const sealOrderPolicy = {
  execute: ({ accountId }, { enteredBy }) => accountId !== enteredBy,
} satisfies Policy<SealOrder>;
