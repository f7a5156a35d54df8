import { caseSeats, declareAttention, maxAttentionCount } from '../../access/attention-declarations.js';
import { queryLegalHolds } from './legal-holds.service.js';
import { selectDueDays } from './retentions.service.js';
import { querySealOrders } from './seal-orders.service.js';

declareAttention({
  kind: 'legal_holds_to_review',
  permission: 'retention:manage',
  seats: caseSeats,
  list: '/legal-holds',
  filter: ({ today }) => ({ active: true, reviewBy: today }),
  rows: (tx, filter) => queryLegalHolds(tx, filter),
  due: { column: 'h.reviewOn', type: 'day' },
});
declareAttention({
  kind: 'hold_liftings_to_approve',
  permission: 'retention:manage',
  seats: caseSeats,
  isForSecondPerson: true,
  list: '/legal-holds',
  filter: () => ({ active: true, liftRequested: true }),
  rows: (tx, filter) => queryLegalHolds(tx, filter),
  due: { column: 'h.liftRequestedAt', type: 'instant' },
});
declareAttention({
  kind: 'seal_orders_to_execute',
  permission: 'retention:manage',
  seats: ['task_force'],
  isForSecondPerson: true,
  list: '/seal-orders',
  filter: () => ({ pending: true }),
  rows: (tx, filter) => querySealOrders(tx, filter),
  due: { column: 'o.enteredAt', type: 'instant' },
});
declareAttention({
  kind: 'retention_due',
  permission: 'retention:manage',
  seats: caseSeats,
  list: '/retention/due',
  filter: () => ({ marked: false }),
  rows: (_tx, filter, reader) => selectDueDays(filter, reader, maxAttentionCount + 1),
  due: { column: 'due', type: 'day' },
});
