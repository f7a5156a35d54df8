import type { EntityManager } from 'typeorm';
import { InvalidInput } from '../platform/http/problems.js';
import type { Day } from '../platform/time/calendar.js';
import { Agency } from './agency.entity.js';
import { NoAgreement } from './agencies.errors.js';

/** An agency that something may be handed to. */
export interface Receiver {
  readonly toTaskForceId: string;
  readonly toAgencyId: string;
  readonly toName: string;
}

const receiver = 'SELECT task_force_id, name, has_agreement FROM oversight.receiver($1, $2)';

/** The agency a request names, of any task force: 422 when there is none of the kind, 409 when it has no agreement on that day. */
export async function agreed(tx: EntityManager, agencyId: string, day: Day): Promise<Receiver> {
  const toAgencyId = agencyId.toLowerCase();
  const [row] = await tx.query<{ task_force_id: string; name: string; has_agreement: boolean }[]>(receiver, [
    toAgencyId,
    day,
  ]);
  if (!row) throw notThere();
  if (!row.has_agreement) throw new NoAgreement();
  return { toTaskForceId: row.task_force_id, toAgencyId, toName: row.name };
}

/** The same of one's own task force alone: another's is as one that is not there, whatever it has agreed. */
export async function agreedWithin(
  tx: EntityManager,
  taskForceId: string,
  agencyId: string,
  day: Day,
): Promise<Receiver> {
  if (!(await tx.existsBy(Agency, { id: agencyId, taskForceId }))) throw notThere();
  return agreed(tx, agencyId, day);
}

function notThere(): InvalidInput {
  return InvalidInput.at('/agencyId', 'names something that is not there for you');
}
