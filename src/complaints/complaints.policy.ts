import type { Actor } from '../platform/access/actor.js';
import type { Policy } from '../platform/access/policy.js';
import type { Complaint } from './complaint.entity.js';

/** Whether the actor's agency took it in, or the actor sits above the agencies. */
const owns = ({ seat }: Actor, { agencyId }: Complaint): boolean =>
  seat.at === 'task_force' || (seat.at === 'agency' && seat.agencyId === agencyId);

/** Who may do what to a complaint they see. */
export const complaintPolicy = {
  triage: owns,
  assign: owns,
  setAside: owns,
  /** Who closes is also who says that it is not to be closed yet. */
  handBack: (actor, complaint) => owns(actor, complaint) && actor.role === 'supervisor',
  reopen: owns,
  /** Nobody decides that their own work is done. */
  close: (actor, complaint) => owns(actor, complaint) && complaint.investigatorId !== actor.accountId,
  /** Adds to the case: supervisors, the investigator it is assigned to, and any who sees it while it is nobody's. */
  work: ({ role, accountId }, { investigatorId }) =>
    role === 'supervisor' || investigatorId === null || investigatorId === accountId,
} satisfies Policy<Complaint>;
