import type { EntityManager } from 'typeorm';
import { Agency } from '../../organization/agencies/agency.entity.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import type { Scope } from './scope.js';

/**
 * Returns the scope with the task force of its agency. Rejects a task force or agency that the reader cannot see (422).
 */
export async function resolveScope(tx: EntityManager, scope: Scope): Promise<Scope> {
  const { level, taskForceId, agencyId } = scope;
  if (taskForceId !== null && !(await tx.existsBy(TaskForce, { id: taskForceId }))) {
    throw InvalidInput.forPath('/taskForceId', 'is not a task force whose figures you can see');
  }
  if (agencyId === null) return scope;
  const agency = await tx.findOneBy(Agency, { id: agencyId });
  if (!agency || (taskForceId !== null && agency.taskForceId !== taskForceId)) {
    throw InvalidInput.forPath('/agencyId', 'is not an agency whose figures you can see');
  }
  return { level, taskForceId: agency.taskForceId, agencyId };
}
