import type { Actor } from '../../platform/actor/actor.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { Complaint } from './complaint.entity.js';

type ComplaintAgencies = Pick<Complaint, 'agencyId' | 'workingAgencyId'>;

/**
 * Returns the agency in whose figures a record counts: the named one, else the actor's own or, at a task force's seat, the complaint's. An
 * agency's seat can name only itself, the owning or working agency, or the one that the record has `already`.
 */
export function resolveCountingAgency(
  { seat }: Actor,
  { agencyId, workingAgencyId }: ComplaintAgencies,
  requestedAgencyId?: string,
  currentAgencyId?: string,
): string {
  const own = seat.level === 'agency' ? seat.agencyId : agencyId;
  const chosen = requestedAgencyId ?? own;
  const isFree = seat.level === 'task_force' || [own, agencyId, workingAgencyId, currentAgencyId].includes(chosen);
  if (!isFree) throw InvalidInput.forPath('/agencyId', 'is not an agency you can act for');
  return chosen;
}
