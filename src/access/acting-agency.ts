import { InvalidInput, Forbidden } from '../platform/http/problems.js';
import type { Actor } from '../platform/actor/actor.js';

/**
 * Returns the agency of a new record: an agency records for itself, a task force names an agency. A foreign agency is
 * rejected like an unknown one.
 */
export function resolveActingAgency(
  { seat }: Pick<Actor, 'seat'>,
  named: string | null | undefined,
): { readonly taskForceId: string; readonly agencyId: string } {
  if (seat.level === 'national') throw new Forbidden();
  const { taskForceId } = seat;
  const agencyId = named?.toLowerCase() ?? (seat.level === 'agency' ? seat.agencyId : undefined);
  if (agencyId === undefined) throw InvalidInput.forPath('/agencyId', 'must be set from the seat of a task force');
  if (seat.level === 'agency' && agencyId !== seat.agencyId) {
    throw InvalidInput.forPath('/agencyId', 'is not an agency you can act for');
  }
  return { taskForceId, agencyId };
}
