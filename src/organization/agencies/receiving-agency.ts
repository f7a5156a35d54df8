import type { EntityManager } from 'typeorm';
import { InvalidInput } from '../../platform/http/problems.js';
import type { Day } from '../../platform/time/calendar.js';
import { Agency } from './agency.entity.js';
import { NoAgreement } from './agencies.errors.js';

export interface ReceivingAgency {
  readonly toTaskForceId: string;
  readonly toAgencyId: string;
  readonly toName: string;
}

const selectReceiver = 'SELECT task_force_id, name, has_agreement FROM oversight.receiver($1, $2)';

/**
 * Returns the agency that a request names, of any task force. Throws 422 for an unknown one, and 409 without an
 * agreement on that day.
 */
export async function requireAgreement(tx: EntityManager, agencyId: string, day: Day): Promise<ReceivingAgency> {
  const toAgencyId = agencyId.toLowerCase();
  const [row] = await tx.query<{ task_force_id: string; name: string; has_agreement: boolean }[]>(selectReceiver, [
    toAgencyId,
    day,
  ]);
  if (!row) throw unknownAgency();
  if (!row.has_agreement) throw new NoAgreement();
  return { toTaskForceId: row.task_force_id, toAgencyId, toName: row.name };
}

/** Returns the agency if it belongs to the given task force; any other counts as unknown. */
export async function requireAgreementInTaskForce(
  tx: EntityManager,
  taskForceId: string,
  agencyId: string,
  day: Day,
): Promise<ReceivingAgency> {
  if (!(await tx.existsBy(Agency, { id: agencyId, taskForceId }))) throw unknownAgency();
  return requireAgreement(tx, agencyId, day);
}

function unknownAgency(): InvalidInput {
  return InvalidInput.forPath('/agencyId', 'does not exist or is not accessible');
}
