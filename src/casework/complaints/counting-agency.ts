import type { Actor } from '../../platform/actor/actor.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { Complaint } from './complaint.entity.js';

type ComplaintAgencies = Pick<Complaint, 'agencyId' | 'workingAgencyId'>;

/**
 * Returns the agency in whose figures a record of a case counts. It is the named agency, else the actor's own; at a
 * task force's seat it is the complaint's. An actor at an agency's seat can name only that agency, the owning or
 * working agency, or the one that the record has `already`. No agency changes a neighbor's figures.
 */
export function resolveCountingAgency(
  { seat }: Actor,
  { agencyId, workingAgencyId }: ComplaintAgencies,
  requestedAgencyId?: string,
  currentAgencyId?: string,
): string {
  const own = seat.level === 'agency' ? seat.agencyId : agencyId;
  const chosen = requestedAgencyId?.toLowerCase() ?? own;
  const isFree = seat.level === 'task_force' || [own, agencyId, workingAgencyId, currentAgencyId].includes(chosen);
  if (!isFree) throw InvalidInput.forPath('/agencyId', 'is not an agency you can act for');
  return chosen;
}
