import type { EntityManager } from 'typeorm';
import type { Day } from '../platform/time/calendar.js';
import { AgreementRequired } from './subject-index.errors.js';

/** An agency of any task force that may be told something of the index. */
export interface Recipient {
  readonly taskForceId: string;
  readonly name: string;
  readonly hasAgreement: boolean;
}

const receiver = `
  SELECT task_force_id AS "taskForceId", name, has_agreement AS "hasAgreement" FROM oversight.receiver($1, $2)`;

/** The agency as one to tell; null when there is none. */
export async function recipientOf(tx: EntityManager, agencyId: string, day: Day): Promise<Recipient | null> {
  const [found] = await tx.query<Recipient[]>(receiver, [agencyId, day]);
  return found ?? null;
}

/** 403 unless who is told has an agreement on that day, or there is a danger that does not wait for one. */
export function requireAgreement(recipient: Recipient | null, imminentDanger: string | null): void {
  if (imminentDanger === null && !recipient?.hasAgreement) throw new AgreementRequired();
}
