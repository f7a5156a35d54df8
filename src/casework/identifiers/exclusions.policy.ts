import type { Policy } from '../../access/policy.js';
import type { ExcludedIdentifier } from './excluded-identifier.entity.js';

/** Only the task force's seat manages exclusions, because they apply to the whole task force. */
export const exclusionPolicy = {
  manage: ({ seat }, { taskForceId }) => seat.level === 'task_force' && seat.taskForceId === taskForceId,
} satisfies Policy<Pick<ExcludedIdentifier, 'taskForceId'>>;
