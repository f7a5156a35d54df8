import { declareAttention } from '../../access/attention-declarations.js';
import { queryReports } from './performance-reports.service.js';

declareAttention({
  kind: 'performance_reports_to_answer',
  permission: 'performance-reports:prepare',
  seats: ['task_force'],
  list: '/performance-reports',
  filter: () => ({ state: 'prepared' as const, unanswered: true }),
  rows: (tx, filter) => queryReports(tx, filter),
  due: { column: 'r.untilOn', type: 'day' },
});
declareAttention({
  kind: 'performance_reports_to_approve',
  permission: 'performance-reports:approve',
  seats: ['task_force'],
  isForSecondPerson: true,
  list: '/performance-reports',
  filter: () => ({ state: 'prepared' as const, unanswered: false }),
  rows: (tx, filter) => queryReports(tx, filter),
  due: { column: 'r.untilOn', type: 'day' },
});
