import type { Policy } from '../../access/policy.js';
import type { HistoricalTotal } from './historical-total.entity.js';

export const historicalTotalPolicy = {
  /** Allows the national program every figure, and a task force its own. */
  manage: ({ seat }, { taskForceId }) =>
    seat.level === 'national' || (seat.level === 'task_force' && seat.taskForceId === taskForceId),
} satisfies Policy<Pick<HistoricalTotal, 'taskForceId'>>;
