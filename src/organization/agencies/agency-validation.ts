import type { EntityManager } from 'typeorm';
import { requireAccessible } from '../../platform/http/input-checks.js';
import { Agency } from './agency.entity.js';

/** Returns the agency that a field names. Rejects the field if the agency is not one of the task force. */
export async function requireAgencyOfTaskForce(
  tx: EntityManager,
  taskForceId: string,
  agencyId: string,
  pointer = '/agencyId',
): Promise<Agency> {
  return requireAccessible(await tx.findOneBy(Agency, { id: agencyId, taskForceId }), pointer);
}
