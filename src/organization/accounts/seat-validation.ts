import type { EntityManager } from 'typeorm';
import { requireAgencyOfTaskForce } from '../agencies/agency-validation.js';
import type { Actor } from '../../platform/actor/actor.js';
import { requireAccessible } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { TaskForce } from '../task-forces/task-force.entity.js';
import type { SeatColumns } from './account.entity.js';
import type { SeatInput } from './account.request.js';
import { maxTemporaryHours } from './accounts.enums.js';

const checkExpiry = `SELECT $1::timestamptz > now() AND $1::timestamptz <= now() + make_interval(hours => $2) AS soon`;

/** Returns the columns of a requested seat. Throws 422 for an inconsistent one. */
export function toSeatColumns({ level, taskForceId = null, agencyId = null }: SeatInput): SeatColumns {
  if (level !== 'national' && taskForceId === null)
    throw InvalidInput.forPath('/seat/taskForceId', 'must be set for this seat');
  if (level === 'national' && taskForceId !== null)
    throw InvalidInput.forPath('/seat/taskForceId', 'must not be set for this seat');
  if (level === 'agency' && agencyId === null)
    throw InvalidInput.forPath('/seat/agencyId', 'must be set for this seat');
  if (level !== 'agency' && agencyId !== null)
    throw InvalidInput.forPath('/seat/agencyId', 'must not be set for this seat');
  return { taskForceId, agencyId };
}

/** Throws 422 for a seat that does not exist or is not accessible to the actor. */
export async function requireAccessibleSeat(
  tx: EntityManager,
  { seat }: Actor,
  { taskForceId, agencyId }: SeatColumns,
): Promise<void> {
  if (taskForceId === null) return;
  const isAbove = seat.level === 'national' || seat.taskForceId === taskForceId;
  requireAccessible(isAbove ? await tx.findOneBy(TaskForce, { id: taskForceId }) : null, '/seat/taskForceId');
  if (agencyId !== null) await requireAgencyOfTaskForce(tx, taskForceId, agencyId, '/seat/agencyId');
}

/**
 * Returns the expiry of a temporary account. Throws 422 for a past or too distant time, by the clock of the database.
 */
export async function parseExpiry(tx: EntityManager, endsAt: string | null | undefined): Promise<Date | null> {
  if (endsAt === null || endsAt === undefined) return null;
  const [answer] = await tx.query<{ soon: boolean }[]>(checkExpiry, [endsAt, maxTemporaryHours]);
  if (!answer?.soon)
    throw InvalidInput.forPath('/endsAt', `must be in the future, and by at most ${maxTemporaryHours} hours`);
  return new Date(endsAt);
}
