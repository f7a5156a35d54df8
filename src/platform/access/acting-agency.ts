import { InvalidInput, NotYours } from '../http/problems.js';
import type { Actor } from './actor.js';

/**
 * For which agency something new is logged or recorded: an agency does so for itself, from a task force's seat the agency is
 * named, and the national seat has none. Another agency is refused as a missing one is.
 */
export function actingAgency(
  { seat }: Pick<Actor, 'seat'>,
  named: string | null | undefined,
): { readonly taskForceId: string; readonly agencyId: string } {
  if (seat.at === 'national') throw new NotYours();
  const { taskForceId } = seat;
  const agencyId = named?.toLowerCase() ?? (seat.at === 'agency' ? seat.agencyId : undefined);
  if (agencyId === undefined) throw InvalidInput.at('/agencyId', 'has to be named from the seat of a task force');
  if (seat.at === 'agency' && agencyId !== seat.agencyId) {
    throw InvalidInput.at('/agencyId', 'is not an agency you can act for');
  }
  return { taskForceId, agencyId };
}
