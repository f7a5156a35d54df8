import type { Policy } from '../../access/policy.js';
import type { Agency } from './agency.entity.js';

/** The national office manages all agencies. A task force manages its own. An agency does not manage itself. */
export const agencyPolicy = {
  manage: ({ seat }, { taskForceId }) =>
    seat.level === 'national' || (seat.level === 'task_force' && seat.taskForceId === taskForceId),
} satisfies Policy<Pick<Agency, 'taskForceId'>>;
