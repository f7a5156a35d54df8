import { IsNull, type EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { selectEntities } from '../../platform/database/rows.js';
import { InvestigationClosure, InvestigationComplaint } from './investigation-parts.entity.js';
import { authorize } from '../../access/policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Expunged } from '../complaints/complaints.errors.js';
import type { Investigation } from './investigation.entity.js';
import { investigationPolicy, isExpungedMatter } from './investigations.policy.js';
import { maxComplaints, type InvestigationRecord } from './investigation.view.js';
import { InvestigationClosed } from './investigations.errors.js';

const countParts = `
  SELECT (SELECT count(*) FROM app.legal_processes p
           WHERE p.task_force_id = $1 AND p.investigation_id = $2 AND p.voided_at IS NULL) AS "legalProcesses",
         (SELECT count(*) FROM app.legal_processes p
           WHERE p.task_force_id = $1 AND p.investigation_id = $2 AND p.voided_at IS NULL
             AND p.outcome IS NULL) AS "legalProcessesOutstanding",
         (SELECT count(*) FROM app.forensic_exams e
           WHERE e.task_force_id = $1 AND e.investigation_id = $2 AND e.voided_at IS NULL) AS "forensicExams"`;

const selectOpenness = `
  SELECT i.id, i.closed_on IS NULL AS "isOpen"
    FROM app.investigation_complaints l JOIN app.investigations i ON i.id = l.investigation_id
   WHERE l.complaint_id = $1 AND l.ended_at IS NULL FOR SHARE OF i`;

/** Returns the investigation's complaints that the actor sees, in order of receipt. */
export function findLinkedComplaints(tx: EntityManager, investigationId: string): Promise<Complaint[]> {
  const complaints = tx
    .createQueryBuilder(Complaint, 'c')
    .innerJoin(InvestigationComplaint, 'l', 'l.complaintId = c.id AND l.endedAt IS NULL')
    .where('l.investigationId = :investigationId', { investigationId })
    .orderBy({ 'c.receivedAt': 'ASC', 'c.id': 'ASC' });
  return selectEntities(tx, complaints.limit(maxComplaints));
}

/**
 * Throws 403 if the actor may work none of the complaints, and 409 if all of them are expunged: the investigation then
 * has lost its texts.
 */
export async function requireWorkableMatter(tx: EntityManager, actor: Actor, investigationId: string): Promise<void> {
  const complaints = await findLinkedComplaints(tx, investigationId);
  authorize(investigationPolicy.work, actor, complaints);
  if (isExpungedMatter(complaints)) throw new Expunged();
}

export async function loadInvestigationRecord(
  tx: EntityManager,
  investigation: Investigation,
): Promise<InvestigationRecord> {
  const { id, taskForceId } = investigation;
  const complaints = await findLinkedComplaints(tx, id);
  const order = { closedAt: 'ASC', id: 'ASC' } as const;
  const closures = await tx.find(InvestigationClosure, { where: { taskForceId, investigationId: id }, order });
  const [counts] = await tx.query<InvestigationRecord['counts'][]>(countParts, [taskForceId, id]);
  if (!counts) throw new Error(`The count of parts of investigation ${id} returned no row`);
  return { investigation, complaints, closures, counts };
}

/** Returns the investigation of a complaint, open or closed; null without one. */
export async function findInvestigationId(tx: EntityManager, complaintId: string): Promise<string | null> {
  const link = await tx.findOneBy(InvestigationComplaint, { complaintId, endedAt: IsNull() });
  return link?.investigationId ?? null;
}

/**
 * Returns the id of the complaint's investigation and locks it until the transaction ends. This prevents its closing
 * while new legal process begins.
 */
export async function findOpenInvestigationId(tx: EntityManager, complaintId: string): Promise<string | null> {
  const [link] = await tx.query<{ id: string; isOpen: boolean }[]>(selectOpenness, [complaintId]);
  if (link && !link.isOpen) throw new InvestigationClosed();
  return link?.id ?? null;
}
