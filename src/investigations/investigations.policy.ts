import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Policy } from '../platform/access/policy.js';

/** Who may do what to an investigation they see, by those of its complaints that they see. */
export const investigationPolicy = {
  /** Supervisors, and whoever may work one of its complaints. */
  work: (actor, complaints) =>
    actor.role === 'supervisor' || complaints.some((complaint) => complaintPolicy.work(actor, complaint)),
} satisfies Policy<readonly Complaint[]>;
