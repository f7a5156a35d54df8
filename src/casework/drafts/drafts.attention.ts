import { caseSeats, declareAttention } from '../../access/attention-declarations.js';
import { selectDraftEnds } from './drafts.service.js';

declareAttention({
  kind: 'drafts',
  permission: 'drafts:own',
  seats: caseSeats,
  list: '/drafts',
  filter: () => ({}),
  rows: (_tx, _filter, { actor }) => selectDraftEnds(actor.accountId),
  due: { column: 'due', type: 'instant' },
});
