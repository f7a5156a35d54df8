import type { Policy } from '../../access/policy.js';
import type { ProcessTemplate } from './process-template.entity.js';

/** Only the task force's seat writes templates, because they apply to the whole task force. */
export const processTemplatesPolicy = {
  write: ({ seat }, { taskForceId }) => seat.level === 'task_force' && seat.taskForceId === taskForceId,
} satisfies Policy<Pick<ProcessTemplate, 'taskForceId'>>;
