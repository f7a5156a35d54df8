import { In, IsNull, type EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintMerged } from '../complaints/complaints.errors.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { newId } from '../../platform/ids/ids.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { InvestigationComplaint } from './investigation-parts.entity.js';
import { AlreadyLinked } from './investigations.errors.js';

const updateInvestigation = {
  legal_processes: `
    UPDATE app.legal_processes SET investigation_id = $1, version = version + 1 WHERE complaint_id = ANY ($2)`,
  forensic_exams: `
    UPDATE app.forensic_exams SET investigation_id = $1, version = version + 1 WHERE complaint_id = ANY ($2)`,
} as const;

/**
 * Locks and returns the requested complaints, without duplicates, in request order. Each must be workable, and in no investigation or in
 * this one and reopened.
 */
export async function lockComplaintsToLink(
  tx: EntityManager,
  actor: Actor,
  complaintIds: readonly string[],
  investigationId: string | null = null,
): Promise<readonly [Complaint, ...Complaint[]]> {
  // Locks in id order, so that two requests for the same complaints cannot deadlock.
  const rows = await tx.find(Complaint, {
    where: { id: In([...new Set(complaintIds)]) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  const complaints = new Map(rows.map((complaint) => [complaint.id, complaint]));
  const missing = complaintIds.flatMap((id, index) => (complaints.has(id) ? [] : [index]));
  if (missing.length > 0) throw new InvalidInput(errorsAt(missing, 'does not exist or is not accessible'));
  for (const complaint of rows) {
    authorize(complaintPolicy.work, actor, complaint);
    if (complaint.mergedInto !== null) throw new ComplaintMerged(complaint.mergedInto);
    complaint.requireNotExpunged();
  }
  const activeLinks = await tx.findBy(InvestigationComplaint, {
    complaintId: In([...complaintIds]),
    endedAt: IsNull(),
  });
  const isResumable = ({ complaintId, investigationId: linkedTo }: InvestigationComplaint): boolean =>
    linkedTo === investigationId && complaints.get(complaintId)?.isInWork === false;
  const linked = new Set(activeLinks.filter((part) => !isResumable(part)).map(({ complaintId }) => complaintId));
  const alreadyLinked = complaintIds.flatMap((id, index) => (linked.has(id) ? [index] : []));
  if (alreadyLinked.length > 0) throw new AlreadyLinked(errorsAt(alreadyLinked, 'already belongs to an investigation'));
  const [first, ...others] = [...new Set(complaintIds)].flatMap((id) => complaints.get(id) ?? []);
  if (!first) throw new Error('None of the complaints in a request to link was loaded');
  return [first, ...others];
}

/** Links the complaints to an investigation, unless already linked. Assigned complaints move to under investigation. */
export async function linkComplaints(
  tx: EntityManager,
  { accountId }: Actor,
  investigationId: string,
  complaints: readonly Complaint[],
  now: Date,
): Promise<void> {
  for (const complaint of complaints) {
    complaint.beginInvestigation(now);
    await tx.save(complaint);
  }
  const complaintId = In(complaints.map(({ id }) => id));
  const parts = await tx.findBy(InvestigationComplaint, { investigationId, complaintId, endedAt: IsNull() });
  const linked = new Set(parts.map((part) => part.complaintId));
  const links = complaints
    .filter(({ id }) => !linked.has(id))
    .map(({ id, taskForceId }) => {
      const authorship = { linkedBy: accountId, linkedAt: now };
      return { id: newId(), taskForceId, investigationId, complaintId: id, ...authorship };
    });
  await tx.insert(InvestigationComplaint, links);
  await reassignRecords(tx, investigationId, complaints);
}

/** Moves the legal process and examinations of the complaints to the complaints' investigation. */
export async function reassignRecords(
  tx: EntityManager,
  investigationId: string | null,
  complaints: readonly Complaint[],
): Promise<void> {
  const parameters = [investigationId, complaints.map(({ id }) => id)];
  await tx.query(updateInvestigation.legal_processes, parameters);
  await tx.query(updateInvestigation.forensic_exams, parameters);
}

function errorsAt(indexes: readonly number[], detail: string): { pointer: string; detail: string }[] {
  return indexes.map((index) => ({ pointer: `#/complaintIds/${index}`, detail }));
}
