import type { Actor } from '../platform/access/actor.js';
import { InvalidInput } from '../platform/http/problems.js';
import type { Complaint } from './complaint.entity.js';

type Parties = Pick<Complaint, 'agencyId' | 'workingAgencyId'>;

/**
 * Returns the agency in whose figures a record of a case counts: the one that is named, or else the actor's own, or the complaint's from the
 * seat of a task force. From the seat of an agency, only that agency and those that own or work the complaint can be named, and the
 * agency that a record has `already`. No agency enters anything into a neighbour's figures.
 */
export function countingAgency(
  { seat }: Actor,
  { agencyId, workingAgencyId }: Parties,
  named?: string,
  already?: string,
): string {
  const own = seat.at === 'agency' ? seat.agencyId : agencyId;
  const chosen = named?.toLowerCase() ?? own;
  const isFree = seat.at === 'task_force' || [own, agencyId, workingAgencyId, already].includes(chosen);
  if (!isFree) throw InvalidInput.at('/agencyId', 'is not an agency you can act for');
  return chosen;
}
