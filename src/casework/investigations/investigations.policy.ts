import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Policy } from '../../access/policy.js';

export const investigationPolicy = {
  /** Allows supervisors, and accounts that may work one of its complaints. */
  work: (actor, complaints) =>
    actor.role === 'supervisor' || complaints.some((complaint) => complaintPolicy.work(actor, complaint)),
} satisfies Policy<readonly Complaint[]>;

/** Whether an order expunged all complaints of an investigation. */
export function isExpungedMatter(complaints: readonly Complaint[]): boolean {
  return complaints.length > 0 && complaints.every(({ isExpunged }) => isExpunged);
}
