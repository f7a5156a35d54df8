import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { InvalidInput, NotFound } from '../../platform/http/problems.js';
import { PurgedComplaint } from './purged-complaint.entity.js';
import { Purged } from './retention.errors.js';

const selectOffersForUpdate = `
  SELECT FROM app.transfers t WHERE t.complaint_id IN (SELECT app.matter_of($1)) AND t.state = 'offered' ORDER BY t.id FOR UPDATE`;
const selectMatterForUpdate =
  'SELECT FROM app.complaints c WHERE c.id IN (SELECT app.matter_of($1)) ORDER BY c.id FOR UPDATE';

/** Returns the complaint as the actor sees it. Throws {@link Purged} to actors who could see it before its purge. */
export async function findComplaintOrFail(tx: EntityManager, id: string): Promise<Complaint> {
  const complaint = await tx.findOneBy(Complaint, { id });
  if (complaint) return complaint;
  await rejectPurged(tx, id);
  throw new NotFound();
}

/**
 * Locks the complaint and returns it, with the errors of `findComplaintOrFail`. The purge takes this lock too, so only
 * one of the two proceeds.
 */
export async function lockComplaint(tx: EntityManager, id: string): Promise<Complaint> {
  const complaint = await tx.findOne(Complaint, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (complaint) return complaint;
  await rejectPurged(tx, id);
  throw new NotFound();
}

/**
 * Locks the complaint and all complaints merged into it, because a court order affects them too. Pending offers are
 * locked first, because an answer locks its offer before the complaint.
 */
export async function lockWholeMatter(tx: EntityManager, id: string): Promise<Complaint> {
  await tx.query(selectOffersForUpdate, [id]);
  await tx.query(selectMatterForUpdate, [id]);
  return lockComplaint(tx, id);
}

/** Locks the complaint that a request body names, and returns it. Rejects the field if there is none. */
export async function lockRequestedComplaint(tx: EntityManager, id: string): Promise<Complaint> {
  try {
    return await lockComplaint(tx, id);
  } catch (fault) {
    if (fault instanceof NotFound) throw InvalidInput.forPath('/complaintId', 'does not exist or is not accessible');
    throw fault;
  }
}

async function rejectPurged(tx: EntityManager, complaintId: string): Promise<void> {
  const purged = await tx.findOneBy(PurgedComplaint, { complaintId });
  if (purged) throw new Purged(purged.id);
}

/** Whether a legal hold is active on the complaint or on any other of the same matter. */
export async function isOnLegalHold(tx: EntityManager, complaintId: string): Promise<boolean> {
  const [row] = await tx.query<{ held: boolean }[]>('SELECT app.is_held($1) AS held', [complaintId]);
  return row?.held ?? false;
}
