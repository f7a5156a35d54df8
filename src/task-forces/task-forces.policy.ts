import type { Policy } from '../platform/access/policy.js';
import type { TaskForce } from './task-force.entity.js';

/** The national programme keeps the list of its task forces; everyone else reads it. */
export const taskForcePolicy = {
  keep: ({ seat }) => seat.at === 'national',
} satisfies Policy<TaskForce>;
