import type { EntityManager } from 'typeorm';
import type { Complaint } from '../complaints/complaint.entity.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { sortSteps, SafeguardingStep } from './safeguarding-step.entity.js';
import { VictimIdentified } from './victim-identified.entity.js';
import { VictimRelationship } from './victim-relationship.entity.js';
import type { VictimRecord } from './victim-identified.view.js';

/** Returns an identified victim with steps and relationships. */
export async function loadVictimRecord(
  tx: EntityManager,
  victim: VictimIdentified,
  complaint: Complaint,
): Promise<VictimRecord> {
  const steps = await findSteps(tx, victim);
  const { taskForceId, id: victimId } = victim;
  const relationships = await tx.find(VictimRelationship, { where: { taskForceId, victimId }, order: { id: 'ASC' } });
  return { victim, complaint, steps, relationships };
}

/** Returns the child's safeguarding steps in order. */
export async function findSteps(
  tx: EntityManager,
  { taskForceId, id: victimId }: VictimIdentified,
): Promise<SafeguardingStep[]> {
  return sortSteps(await tx.findBy(SafeguardingStep, { taskForceId, victimId }));
}

/** Saves the record as a new version, even if only its steps or relationships changed. */
export async function saveVictim(tx: EntityManager, victim: VictimIdentified): Promise<VictimIdentified> {
  const { id, version } = victim;
  const saved = await tx.save(victim);
  if (saved.version > version) return saved;
  await tx.query('UPDATE app.victims_identified SET version = version + 1 WHERE id = $1', [id]);
  return findByIdOrFail(tx, VictimIdentified, id);
}

/** Common columns of a step or relationship row. */
export function victimPartKey({ id: victimId, taskForceId, complaintId }: VictimIdentified): {
  readonly id: string;
  readonly taskForceId: string;
  readonly complaintId: string;
  readonly victimId: string;
} {
  return { id: newId(), taskForceId, complaintId, victimId };
}
