import type { Policy } from '../platform/access/policy.js';
import type { CarriedFigure } from './carried-figure.entity.js';

/** Who may do what to a carried figure. */
export const carriedFigurePolicy = {
  /** The national programme keeps any, a task force its own. */
  keep: ({ seat }, { taskForceId }) =>
    seat.at === 'national' || (seat.at === 'task_force' && seat.taskForceId === taskForceId),
} satisfies Policy<Pick<CarriedFigure, 'taskForceId'>>;
