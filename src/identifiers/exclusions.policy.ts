import type { Policy } from '../platform/access/policy.js';
import type { ExcludedIdentifier } from './excluded-identifier.entity.js';

/** What is excluded is so for a whole task force, and is said at its seat. */
export const exclusionPolicy = {
  keep: ({ seat }, { taskForceId }) => seat.at === 'task_force' && seat.taskForceId === taskForceId,
} satisfies Policy<Pick<ExcludedIdentifier, 'taskForceId'>>;
