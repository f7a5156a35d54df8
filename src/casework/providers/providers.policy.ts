import type { Policy } from '../../access/policy.js';
import type { Provider } from './provider.entity.js';

/** Only the task force's seat confirms entries, because they apply to the whole task force. */
export const providersPolicy = {
  confirm: ({ seat }, { taskForceId }) => seat.level === 'task_force' && seat.taskForceId === taskForceId,
} satisfies Policy<Pick<Provider, 'taskForceId'>>;
