import type { EntityManager } from 'typeorm';
import { newId } from '../platform/http/ids.js';
import { required } from '../platform/database/rows.js';
import { Complaint } from './complaint.entity.js';

/** A decision is a version of its own, also one that says what was so before: of two on the same version, one comes too late. */
export async function decided(tx: EntityManager, complaint: Complaint): Promise<Complaint> {
  const { id, version } = complaint;
  const saved = await tx.save(complaint);
  if (saved.version > version) return saved;
  await tx.query('UPDATE app.complaints SET version = version + 1 WHERE id = $1', [id]);
  return required(tx, Complaint, id);
}

/** What every row of a decision begins with. */
export function decisionOn({ id, taskForceId }: Complaint): { id: string; taskForceId: string; complaintId: string } {
  return { id: newId(), taskForceId, complaintId: id };
}
