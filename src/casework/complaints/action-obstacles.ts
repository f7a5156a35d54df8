import { mayUse } from '../../access/permissions.js';
import type { Actor } from '../../platform/actor/actor.js';
import type { Complaint } from './complaint.entity.js';
import type { ActionObstacle } from './complaints.enums.js';
import { complaintPolicy } from './complaints.policy.js';

export type BulkAction = 'triage' | 'assign' | 'close' | 'hold';

const permissionOf = {
  triage: 'complaints:triage',
  assign: 'complaints:assign',
  close: 'complaints:dispose',
  hold: 'complaints:assign',
} as const;
const ruleOf = { triage: 'triage', assign: 'assign', close: 'close', hold: 'suspend' } as const;
const targetOf = { triage: 'triaged', assign: 'assigned', close: 'closed', hold: 'on_hold' } as const;

/** Returns the first reason why the actor may not take the action on the complaint in its current state, or null. */
export function obstacleTo(action: BulkAction, complaint: Complaint, actor: Actor): ActionObstacle | null {
  if (!mayUse(actor, permissionOf[action])) return 'role';
  if (!complaintPolicy[ruleOf[action]](actor, complaint)) {
    return action === 'close' && complaintPolicy.suspend(actor, complaint) ? 'own_investigation' : 'agency';
  }
  if (complaint.isExpunged && action !== 'close') return 'expunged';
  const isRepeatable = (action === 'triage' || action === 'assign') && complaint.isInWork;
  return isRepeatable || complaint.canMoveTo(targetOf[action]) ? null : 'state';
}
