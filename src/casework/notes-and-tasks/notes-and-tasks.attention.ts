import { caseSeats, declareAttention } from '../../access/attention-declarations.js';
import { queryTasks } from './tasks.service.js';

declareAttention({
  kind: 'open_tasks',
  permission: 'complaints:work',
  seats: caseSeats,
  list: '/tasks',
  filter: ({ actor }) => ({ ownerId: actor.accountId, state: 'open' as const }),
  rows: (tx, filter, { today }) => queryTasks(tx, filter, today),
  due: { column: 't.dueOn', type: 'day' },
});
declareAttention({
  kind: 'overdue_tasks',
  permission: 'complaints:work',
  seats: caseSeats,
  list: '/tasks',
  filter: ({ actor }) => ({ ownerId: actor.accountId, overdue: true }),
  rows: (tx, filter, { today }) => queryTasks(tx, filter, today),
  due: { column: 't.dueOn', type: 'day' },
});
