import { caseSeats, declareAttention } from '../../access/attention-declarations.js';
import { queryTransfers } from './transfers.service.js';

declareAttention({
  kind: 'transfers_to_answer',
  permission: 'transfers:answer',
  seats: caseSeats,
  list: '/transfers',
  filter: () => ({ direction: 'in' as const, state: 'offered' as const }),
  rows: (tx, filter, { actor, today }) => queryTransfers(tx, actor, filter, today),
  due: { column: 't.answerBy', type: 'day' },
});
