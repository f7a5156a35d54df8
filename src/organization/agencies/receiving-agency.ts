import type { EntityManager } from 'typeorm';
import { requireAccessible } from '../../platform/http/input-checks.js';
import type { Day } from '../../platform/time/calendar.js';
import { NoAgreement } from './agencies.errors.js';

export interface ReceivingAgency {
  readonly toTaskForceId: string;
  readonly toAgencyId: string;
  readonly toName: string;
}

interface ReceiverRow {
  readonly task_force_id: string;
  readonly name: string;
  readonly has_agreement: boolean;
}

const selectReceiver = 'SELECT task_force_id, name, has_agreement FROM oversight.receiver($1, $2)';

/**
 * Returns the agency that a request names, of any task force. Throws 422 for an unknown one, and 409 without an
 * agreement on that day.
 */
export async function requireAgreement(tx: EntityManager, toAgencyId: string, day: Day): Promise<ReceivingAgency> {
  const rows = await tx.query<ReceiverRow[]>(selectReceiver, [toAgencyId, day]);
  const row = requireAccessible(rows[0], '/agencyId');
  if (!row.has_agreement) throw new NoAgreement();
  return { toTaskForceId: row.task_force_id, toAgencyId, toName: row.name };
}
