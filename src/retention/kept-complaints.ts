import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { InvalidInput, NotFound } from '../platform/http/problems.js';
import { PurgedComplaint } from './purged.entity.js';
import { Purged } from './retention.errors.js';

const lockOffers = `
  SELECT FROM app.transfers t WHERE t.complaint_id IN (SELECT app.matter_of($1)) AND t.state = 'offered' ORDER BY t.id FOR UPDATE`;
const lockMatter = 'SELECT FROM app.complaints c WHERE c.id IN (SELECT app.matter_of($1)) ORDER BY c.id FOR UPDATE';

/** The complaint whose retention it is, as the actor sees it; whoever could see one that has been purged is told so. */
export async function keptComplaint(tx: EntityManager, id: string): Promise<Complaint> {
  const complaint = await tx.findOneBy(Complaint, { id });
  if (complaint) return complaint;
  await refusePurged(tx, id);
  throw new NotFound();
}

/** The same, locked: the purge locks it too, so that one of the two comes too late. */
export async function heldComplaint(tx: EntityManager, id: string): Promise<Complaint> {
  const complaint = await tx.findOne(Complaint, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (complaint) return complaint;
  await refusePurged(tx, id);
  throw new NotFound();
}

/**
 * The same, with all that was merged into it, whose complaints an order reaches too, in one order; and before them the offers that
 * wait for an answer, since whoever answers one locks it before its complaint.
 */
export async function heldMatter(tx: EntityManager, id: string): Promise<Complaint> {
  await tx.query(lockOffers, [id]);
  await tx.query(lockMatter, [id]);
  return heldComplaint(tx, id);
}

/** The same for a complaint that a body names. */
export async function namedComplaint(tx: EntityManager, id: string): Promise<Complaint> {
  try {
    return await heldComplaint(tx, id);
  } catch (fault) {
    if (fault instanceof NotFound) throw InvalidInput.at('/complaintId', 'names something that is not there for you');
    throw fault;
  }
}

async function refusePurged(tx: EntityManager, complaintId: string): Promise<void> {
  const purged = await tx.findOneBy(PurgedComplaint, { complaintId });
  if (purged) throw new Purged(purged.id);
}

/** Whether a legal hold stands on it, or on anything else of its matter. */
export async function isHeld(tx: EntityManager, complaintId: string): Promise<boolean> {
  const [row] = await tx.query<{ held: boolean }[]>('SELECT app.is_held($1) AS held', [complaintId]);
  return row?.held ?? false;
}
