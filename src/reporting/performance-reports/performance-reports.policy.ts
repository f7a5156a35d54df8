import type { Actor } from '../../platform/actor/actor.js';
import type { Policy } from '../../access/policy.js';
import type { PerformanceReport } from './performance-report.entity.js';

export const performanceReportPolicy = {
  /** Allows a task force's seat to prepare its own reports. */
  prepare: ({ seat }, { taskForceId }) => seat.level === 'task_force' && seat.taskForceId === taskForceId,
  /** Allows only a person who has not prepared, counted or answered the report. Postgres checks this too. */
  approve: ({ accountId }, { preparedBy, countedBy, findings }) =>
    ![preparedBy, countedBy, ...findings.map(({ answer }) => answer?.by)].includes(accountId),
} satisfies Policy<Pick<PerformanceReport, 'taskForceId' | 'preparedBy' | 'countedBy' | 'findings'>>;

/** Whether the actor may list missing reports: only the national program, which receives them. */
export const mayListMissing = ({ seat }: Actor): boolean => seat.level === 'national';
