import type { Actor } from '../../platform/actor/actor.js';
import type { Policy } from '../../access/policy.js';
import type { Complaint } from './complaint.entity.js';

/** Whether the actor's agency owns the complaint, or the actor is at the task force's seat. */
const owns = ({ seat }: Actor, { agencyId }: Complaint): boolean =>
  seat.level === 'task_force' || (seat.level === 'agency' && seat.agencyId === agencyId);

/** Permitted actions on a complaint that the actor sees. */
export const complaintPolicy = {
  triage: owns,
  assign: owns,
  suspend: owns,
  /** The role that closes a complaint also rejects a proposal to close it. */
  rejectProposal: (actor, complaint) => owns(actor, complaint) && actor.role === 'supervisor',
  reopen: owns,
  /** No account closes its own work. */
  close: (actor, complaint) => owns(actor, complaint) && complaint.investigatorId !== actor.accountId,
  /** Supervisors, the assigned investigator, or any reader while no investigator is assigned. */
  work: ({ role, accountId }, { investigatorId }) =>
    role === 'supervisor' || investigatorId === null || investigatorId === accountId,
} satisfies Policy<Complaint>;
