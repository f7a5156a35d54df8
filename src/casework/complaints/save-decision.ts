import type { EntityManager } from 'typeorm';
import { newId } from '../../platform/ids/ids.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { Complaint } from './complaint.entity.js';

/** Saves a decision as a new version, even if no column changes. Of two decisions on one version, the second fails. */
export async function saveDecision(tx: EntityManager, complaint: Complaint): Promise<Complaint> {
  const { id, version } = complaint;
  const saved = await tx.save(complaint);
  if (saved.version > version) return saved;
  await tx.query('UPDATE app.complaints SET version = version + 1 WHERE id = $1', [id]);
  return findByIdOrFail(tx, Complaint, id);
}

/** Common columns of a row that records a decision. */
export function decisionKey({ id, taskForceId }: Complaint): { id: string; taskForceId: string; complaintId: string } {
  return { id: newId(), taskForceId, complaintId: id };
}
