import { caseSeats, declareAttention } from '../../access/attention-declarations.js';
import { queryHits } from './hits.service.js';

declareAttention({
  kind: 'hits_to_answer',
  permission: 'deconfliction:work',
  seats: caseSeats,
  list: '/deconfliction/hits',
  filter: () => ({ answered: false }),
  rows: (tx, filter) => queryHits(tx, filter),
  due: { column: 'h.foundAt', type: 'instant' },
});
