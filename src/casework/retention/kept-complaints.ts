import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { InvalidInput, NotFound } from '../../platform/http/problems.js';
import { PurgedComplaint } from './purged.entity.js';
import { Purged } from './retention.errors.js';

const lockOffers = `
  SELECT FROM app.transfers t WHERE t.complaint_id IN (SELECT app.matter_of($1)) AND t.state = 'offered' ORDER BY t.id FOR UPDATE`;
const lockMatter = 'SELECT FROM app.complaints c WHERE c.id IN (SELECT app.matter_of($1)) ORDER BY c.id FOR UPDATE';

/** Returns the complaint as the actor sees it. Throws {@link Purged} to actors who could see it before its purge. */
export async function keptComplaint(tx: EntityManager, id: string): Promise<Complaint> {
  const complaint = await tx.findOneBy(Complaint, { id });
  if (complaint) return complaint;
  await refusePurged(tx, id);
  throw new NotFound();
}

/** Returns the same complaint, locked. The purge takes this lock too, so only one of the two proceeds. */
export async function heldComplaint(tx: EntityManager, id: string): Promise<Complaint> {
  const complaint = await tx.findOne(Complaint, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (complaint) return complaint;
  await refusePurged(tx, id);
  throw new NotFound();
}

/**
 * Returns the same complaint, with all complaints merged into it locked in order, since an order affects them too.
 * Pending offers are locked first, because an answer to an offer locks it before its complaint.
 */
export async function heldMatter(tx: EntityManager, id: string): Promise<Complaint> {
  await tx.query(lockOffers, [id]);
  await tx.query(lockMatter, [id]);
  return heldComplaint(tx, id);
}

/** Returns the same complaint, for an id in a request body. */
export async function namedComplaint(tx: EntityManager, id: string): Promise<Complaint> {
  try {
    return await heldComplaint(tx, id);
  } catch (fault) {
    if (fault instanceof NotFound) throw InvalidInput.at('/complaintId', 'does not exist or is not accessible');
    throw fault;
  }
}

async function refusePurged(tx: EntityManager, complaintId: string): Promise<void> {
  const purged = await tx.findOneBy(PurgedComplaint, { complaintId });
  if (purged) throw new Purged(purged.id);
}

/** Whether a legal hold is active on the complaint or on any other of the same matter. */
export async function isHeld(tx: EntityManager, complaintId: string): Promise<boolean> {
  const [row] = await tx.query<{ held: boolean }[]>('SELECT app.is_held($1) AS held', [complaintId]);
  return row?.held ?? false;
}
