import type { Policy } from '../platform/access/policy.js';
import type { Agency } from './agency.entity.js';

/** The national programme keeps any task force's agencies, a task force its own, and no agency keeps itself. */
export const agencyPolicy = {
  keep: ({ seat }, { taskForceId }) =>
    seat.at === 'national' || (seat.at === 'task_force' && seat.taskForceId === taskForceId),
} satisfies Policy<Pick<Agency, 'taskForceId'>>;
