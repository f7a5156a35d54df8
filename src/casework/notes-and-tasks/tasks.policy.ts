import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Policy } from '../../access/policy.js';
import type { Task } from './task.entity.js';

export const taskPolicy = {
  change: (actor, { complaint }) => complaintPolicy.work(actor, complaint),
  /** The owner can also end the task when another investigator works the complaint. */
  end: (actor, { task, complaint }) => task.ownerId === actor.accountId || complaintPolicy.work(actor, complaint),
} satisfies Policy<{ readonly task: Task; readonly complaint: Complaint }>;
