import type { Policy } from '../platform/access/policy.js';
import type { SubjectIndexNotice } from './notice.entity.js';

/** Who may do what to a notice they see. */
export const noticePolicy = {
  /** Whom it is addressed to; its sender only sees whether they have. */
  acknowledge: ({ seat }, { taskForceId, agencyId }) =>
    seat.at === 'agency' ? seat.agencyId === agencyId : seat.at === 'task_force' && seat.taskForceId === taskForceId,
} satisfies Policy<Pick<SubjectIndexNotice, 'taskForceId' | 'agencyId'>>;
