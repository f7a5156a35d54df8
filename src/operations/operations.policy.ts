import type { Policy } from '../platform/access/policy.js';
import type { OperationEvent } from './operation-event.entity.js';
import type { Operation } from './operation.entity.js';

/** Who may do what to an operation they see. */
export const operationPolicy = {
  /** The national programme runs its own, a task force its own; an agency runs none. */
  run: ({ seat }, { taskForceId }) =>
    seat.at === 'national' ? taskForceId === null : seat.at === 'task_force' && seat.taskForceId === taskForceId,
  /** Records are tagged where records are seen. */
  tag: ({ seat }) => seat.at !== 'national',
} satisfies Policy<Pick<Operation, 'taskForceId'>>;

/** Who may do what to an event of an operation: units plan for themselves, and task forces for them. */
export const operationEventPolicy = {
  plan: ({ seat }) => seat.at !== 'national',
} satisfies Policy<OperationEvent>;
