import type { Seat } from '../platform/access/actor.js';
import { InvalidInput } from '../platform/http/problems.js';

/** Whose records are counted. */
export interface Scope {
  readonly at: Seat['at'];
  readonly taskForceId: string | null;
  readonly agencyId: string | null;
}

/** How a reader narrows, or from an agency's seat widens, what is counted. */
export interface ScopeQuery {
  readonly taskForceId?: string;
  readonly agencyId?: string;
  readonly scope?: 'taskForce';
}

/** Whether an agency's reader asks for the totals of its task force, and so for no neighbour's. */
export function isWidened({ at }: Seat, { scope }: ScopeQuery): boolean {
  return at === 'agency' && scope !== undefined;
}

/** From an agency's seat the totals of its task force do not tell its agencies apart. */
export function requireTellable(seat: Seat, query: ScopeQuery, by: readonly string[]): void {
  if (isWidened(seat, query) && by.includes('agency')) {
    throw InvalidInput.at('/by', 'cannot tell agencies apart in the totals of the task force');
  }
}

/**
 * What the seat lets the reader ask for, 422 at what it does not. An agency reads its own figures or its task force's totals, a
 * task force its own and each of its agencies', the national seat all. Whether what is named exists is asked later.
 */
export function scopeOf(seat: Seat, query: ScopeQuery): Scope {
  const taskForceId = query.taskForceId?.toLowerCase() ?? null;
  const agencyId = query.agencyId?.toLowerCase() ?? null;
  if (seat.at === 'national') {
    if (query.scope) throw InvalidInput.at('/scope', 'is for the seat of an agency; name the task force instead');
    return { at: agencyId ? 'agency' : taskForceId ? 'task_force' : 'national', taskForceId, agencyId };
  }
  if (taskForceId !== null && taskForceId !== seat.taskForceId) {
    throw InvalidInput.at('/taskForceId', 'is not a task force whose figures you can see');
  }
  if (seat.at === 'task_force') {
    return { at: agencyId ? 'agency' : 'task_force', taskForceId: seat.taskForceId, agencyId };
  }
  if (query.scope) {
    if (agencyId !== null) throw InvalidInput.at('/agencyId', 'does not go with the totals of the task force');
    return { at: 'task_force', taskForceId: seat.taskForceId, agencyId: null };
  }
  if (agencyId !== null && agencyId !== seat.agencyId) {
    throw InvalidInput.at('/agencyId', 'is not an agency whose figures you can see');
  }
  return { at: 'agency', taskForceId: seat.taskForceId, agencyId: seat.agencyId };
}
