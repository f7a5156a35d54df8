import type { Actor } from '../../platform/actor/actor.js';
import type { Policy } from '../../access/policy.js';
import type { Complaint } from './complaint.entity.js';

const owns = ({ seat }: Actor, { agencyId }: Complaint): boolean =>
  seat.level === 'task_force' || (seat.level === 'agency' && seat.agencyId === agencyId);

export const complaintPolicy = {
  triage: owns,
  assign: owns,
  suspend: owns,
  rejectProposal: (actor, complaint) => owns(actor, complaint) && actor.role === 'supervisor',
  reopen: owns,
  /** No account closes its own work. */
  close: (actor, complaint) => owns(actor, complaint) && complaint.investigatorId !== actor.accountId,
  /** Supervisors, the assigned investigator, or any reader while no investigator is assigned. */
  work: ({ role, accountId }, { investigatorId }) =>
    role === 'supervisor' || investigatorId === null || investigatorId === accountId,
} satisfies Policy<Complaint>;
