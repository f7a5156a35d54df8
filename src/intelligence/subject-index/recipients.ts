import type { EntityManager } from 'typeorm';
import type { Day } from '../../platform/time/calendar.js';
import { AgreementRequired } from './subject-index.errors.js';

/** An agency of any task force that may receive content of the index. */
export interface Recipient {
  readonly taskForceId: string;
  readonly name: string;
  readonly hasAgreement: boolean;
}

const selectRecipient = `
  SELECT task_force_id AS "taskForceId", name, has_agreement AS "hasAgreement" FROM oversight.receiver($1, $2)`;

/** Returns the agency as a recipient; null if it does not exist. */
export async function findRecipient(tx: EntityManager, agencyId: string, day: Day): Promise<Recipient | null> {
  const [found] = await tx.query<Recipient[]>(selectRecipient, [agencyId, day]);
  return found ?? null;
}

/** Throws 403 unless the recipient has an agreement on that day or an imminent danger is stated. */
export function requireAgreement(recipient: Recipient | null, imminentDanger: string | null): void {
  if (imminentDanger === null && !recipient?.hasAgreement) throw new AgreementRequired();
}
