import type { Policy } from '../../access/policy.js';
import type { TaskForce } from './task-force.entity.js';

/** The national office manages the list of task forces. All others read it. */
export const taskForcePolicy = {
  manage: ({ seat }) => seat.level === 'national',
} satisfies Policy<TaskForce>;
