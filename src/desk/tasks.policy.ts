import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Policy } from '../platform/access/policy.js';
import type { Task } from './task.entity.js';

/** Who may do what to a task of a complaint they see. */
export const taskPolicy = {
  change: (actor, { complaint }) => complaintPolicy.work(actor, complaint),
  /** Whoever owns it says what came of it, also where another investigator works the complaint. */
  end: (actor, { task, complaint }) => task.ownerId === actor.accountId || complaintPolicy.work(actor, complaint),
} satisfies Policy<{ readonly task: Task; readonly complaint: Complaint }>;
