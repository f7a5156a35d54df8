import type { Policy } from '../../access/policy.js';
import type { OperationEvent } from './operation-event.entity.js';
import type { Operation } from './operation.entity.js';

export const operationPolicy = {
  /** Allows the national program and a task force to run their own operations. An agency runs none. */
  run: ({ seat }, { taskForceId }) =>
    seat.level === 'national' ? taskForceId === null : seat.level === 'task_force' && seat.taskForceId === taskForceId,
  /** Allows tags at every seat that sees records. */
  tag: ({ seat }) => seat.level !== 'national',
} satisfies Policy<Pick<Operation, 'taskForceId'>>;

/** Policy of events. Units plan their own, and task forces plan for their units. */
export const operationEventPolicy = {
  plan: ({ seat }) => seat.level !== 'national',
} satisfies Policy<OperationEvent>;
