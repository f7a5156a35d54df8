import type { Policy } from '../platform/access/policy.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { LegalHold } from './legal-hold.entity.js';
import type { SealOrder } from './seal-order.entity.js';

/** Who may decide how long a complaint is kept, and who may do what an order says. */
export const retentionPolicy = {
  keep: complaintPolicy.assign,
  hold: complaintPolicy.work,
  /** What is sealed is there for its task force's supervisors alone: nobody seals what they would lose sight of. */
  seal: ({ seat }) => seat.at === 'task_force',
} satisfies Policy<Complaint>;

/** The second person is another than whoever asked. Postgres holds them to it too. */
export const legalHoldPolicy = {
  lift: ({ accountId }, { liftRequestedBy }) => accountId !== liftRequestedBy,
} satisfies Policy<LegalHold>;

/** Nobody carries out what they entered. Postgres holds them to it too. */
export const sealOrderPolicy = {
  execute: ({ accountId }, { enteredBy }) => accountId !== enteredBy,
} satisfies Policy<SealOrder>;
