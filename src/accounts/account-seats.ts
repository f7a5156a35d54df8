import type { EntityManager } from 'typeorm';
import { Agency } from '../agencies/agency.entity.js';
import type { Actor } from '../platform/access/actor.js';
import { InvalidInput } from '../platform/http/problems.js';
import { TaskForce } from '../task-forces/task-force.entity.js';
import type { SeatColumns } from './account.entity.js';
import type { SeatInput } from './accounts.contract.js';
import { temporaryHours } from './accounts.words.js';

const notThere = 'names something that is not there for you';
const isSoon = `SELECT $1::timestamptz > now() AND $1::timestamptz <= now() + make_interval(hours => $2) AS soon`;

/** The columns of a seat that was sent, or 422 at what does not go together. */
export function seatColumns({ at, taskForceId = null, agencyId = null }: SeatInput): SeatColumns {
  if (at !== 'national' && taskForceId === null)
    throw InvalidInput.at('/seat/taskForceId', 'has to be named for this seat');
  if (at === 'national' && taskForceId !== null)
    throw InvalidInput.at('/seat/taskForceId', 'is not named for this seat');
  if (at === 'agency' && agencyId === null) throw InvalidInput.at('/seat/agencyId', 'has to be named for this seat');
  if (at !== 'agency' && agencyId !== null) throw InvalidInput.at('/seat/agencyId', 'is not named for this seat');
  return { taskForceId: taskForceId?.toLowerCase() ?? null, agencyId: agencyId?.toLowerCase() ?? null };
}

/** 422 at what is not there for whoever seats somebody: another task force and its agencies, or nothing at all. */
export async function requireThere(
  tx: EntityManager,
  { seat }: Actor,
  { taskForceId, agencyId }: SeatColumns,
): Promise<void> {
  if (taskForceId === null) return;
  const isAbove = seat.at === 'national' || seat.taskForceId === taskForceId;
  if (!isAbove || !(await tx.existsBy(TaskForce, { id: taskForceId }))) {
    throw InvalidInput.at('/seat/taskForceId', notThere);
  }
  if (agencyId !== null && !(await tx.existsBy(Agency, { id: agencyId, taskForceId }))) {
    throw InvalidInput.at('/seat/agencyId', notThere);
  }
}

/** When a temporary account ends, by the database's clock, which ends it; 422 where that is past or too far ahead. */
export async function requireSoon(tx: EntityManager, endsAt: string | null | undefined): Promise<Date | null> {
  if (endsAt === null || endsAt === undefined) return null;
  const [answer] = await tx.query<{ soon: boolean }[]>(isSoon, [endsAt, temporaryHours]);
  if (!answer?.soon) throw InvalidInput.at('/endsAt', `must lie ahead, by ${temporaryHours} hours at most`);
  return new Date(endsAt);
}
