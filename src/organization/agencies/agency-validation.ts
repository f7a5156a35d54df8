import type { EntityManager } from 'typeorm';
import { requireAccessible } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { findCountyByFips } from '../places/counties.js';
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

/** Rejects a code that no county has. */
export function requireCounties(codes: readonly string[]): void {
  if (codes.some((fips) => findCountyByFips(fips) === null))
    throw InvalidInput.forPath('/countyFips', 'must hold FIPS codes of counties, such as 31055 of Douglas County');
}
