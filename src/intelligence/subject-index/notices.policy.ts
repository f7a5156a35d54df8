import type { Policy } from '../../access/policy.js';
import type { SubjectIndexNotice } from './notice.entity.js';

export const noticePolicy = {
  /** Allows the addressee. The sender only sees the acknowledgement. */
  acknowledge: ({ seat }, { taskForceId, agencyId }) =>
    seat.level === 'agency'
      ? seat.agencyId === agencyId
      : seat.level === 'task_force' && seat.taskForceId === taskForceId,
} satisfies Policy<Pick<SubjectIndexNotice, 'taskForceId' | 'agencyId'>>;
