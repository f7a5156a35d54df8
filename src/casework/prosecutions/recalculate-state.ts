import type { EntityManager } from 'typeorm';
import type { Complaint, ActiveSteps } from '../complaints/complaint.entity.js';

const countActiveSteps = `
  SELECT (SELECT count(*) FROM app.prosecution_referrals r
           WHERE r.task_force_id = $1 AND r.complaint_id = $2 AND r.voided_at IS NULL AND r.decision <> 'declined') AS referrals,
         (SELECT count(*) FROM app.prosecutions p
           WHERE p.task_force_id = $1 AND p.complaint_id = $2 AND p.voided_at IS NULL) AS prosecutions`;

/** Moves the complaint back to the state of its active referrals and prosecutions, after one was declined or voided. */
export async function recalculateState(tx: EntityManager, complaint: Complaint, now: Date): Promise<Complaint> {
  const [steps] = await tx.query<ActiveSteps[]>(countActiveSteps, [complaint.taskForceId, complaint.id]);
  if (!steps) throw new Error('The count of prosecution steps returned no row');
  complaint.revertTo(steps, now);
  return tx.save(complaint);
}
