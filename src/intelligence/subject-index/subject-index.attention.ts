import { caseSeats, declareAttention } from '../../access/attention-declarations.js';
import { queryEntries, queryReviews } from './index-entries.service.js';
import { queryNotices } from './notices.service.js';

declareAttention({
  kind: 'index_notices',
  permission: 'subject-index:read',
  seats: caseSeats,
  list: '/subject-index/notices',
  filter: () => ({ acknowledged: false }),
  rows: (tx, filter, { actor }) => queryNotices(tx, actor, filter),
  due: { column: 'n.createdAt', type: 'instant' },
});
declareAttention({
  kind: 'index_reviews',
  permission: 'subject-index:review',
  seats: caseSeats,
  list: '/subject-index/reviews',
  filter: () => ({ within: 90 }),
  rows: (tx, filter, { today }) => queryReviews(tx, filter, today),
  due: { column: 'e.reviewDueOn', type: 'day' },
});
declareAttention({
  kind: 'index_entries_to_approve',
  permission: 'subject-index:review',
  seats: caseSeats,
  isForSecondPerson: true,
  list: '/subject-index/entries',
  filter: () => ({ state: 'submitted' as const }),
  rows: (tx, filter) => queryEntries(tx, filter),
  due: { column: 'e.submittedAt', type: 'instant' },
});
