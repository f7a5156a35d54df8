import type { Seat } from '../../platform/actor/actor.js';
import { InvalidInput } from '../../platform/http/problems.js';

export interface Scope {
  readonly level: Seat['level'];
  readonly taskForceId: string | null;
  readonly agencyId: string | null;
}

/** Scope parameters of a report query. An agency may extend its scope, other readers narrow it. */
export interface ScopeQuery {
  readonly taskForceId?: string;
  readonly agencyId?: string;
  readonly scope?: 'taskForce';
}

/** Whether an agency's reader requests the totals of its whole task force. */
export function isWidened({ level }: Seat, { scope }: ScopeQuery): boolean {
  return level === 'agency' && scope !== undefined;
}

/** Rejects a breakdown by agency of the totals that an agency reads of its task force. */
export function requireAllowedBreakdown(seat: Seat, query: ScopeQuery, dimensions: readonly string[]): void {
  if (isWidened(seat, query) && dimensions.includes('agency')) {
    throw InvalidInput.forPath('/by', 'cannot break down the totals of the task force by agency');
  }
}

/**
 * Returns the requested scope, or rejects it (422); it does not check that the ids exist. An agency reads its own figures or its task
 * force's totals, a task force those of each of its agencies, the national seat all.
 */
export function authorizeScope(seat: Seat, query: ScopeQuery): Scope {
  const taskForceId = query.taskForceId ?? null;
  const agencyId = query.agencyId ?? null;
  if (seat.level === 'national') {
    if (query.scope)
      throw InvalidInput.forPath('/scope', 'is only for the seat of an agency; name the task force instead');
    return { level: agencyId ? 'agency' : taskForceId ? 'task_force' : 'national', taskForceId, agencyId };
  }
  if (taskForceId !== null && taskForceId !== seat.taskForceId) {
    throw InvalidInput.forPath('/taskForceId', 'is not a task force whose figures you can see');
  }
  if (seat.level === 'task_force') {
    return { level: agencyId ? 'agency' : 'task_force', taskForceId: seat.taskForceId, agencyId };
  }
  if (query.scope) {
    if (agencyId !== null)
      throw InvalidInput.forPath('/agencyId', 'must not be combined with the totals of the task force');
    return { level: 'task_force', taskForceId: seat.taskForceId, agencyId: null };
  }
  if (agencyId !== null && agencyId !== seat.agencyId) {
    throw InvalidInput.forPath('/agencyId', 'is not an agency whose figures you can see');
  }
  return { level: 'agency', taskForceId: seat.taskForceId, agencyId: seat.agencyId };
}
