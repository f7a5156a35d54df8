import { caseSeats, declareAttention } from '../../access/attention-declarations.js';
import { queryDestructions } from './identity-destructions.service.js';
import { queryWithdrawals } from './identity-access-withdrawals.service.js';

declareAttention({
  kind: 'identity_destructions_to_approve',
  permission: 'identities:destroy',
  seats: ['task_force'],
  isForSecondPerson: true,
  list: '/identity-destructions',
  filter: () => ({ open: true }),
  rows: (tx, filter, { now }) => queryDestructions(tx, filter, now),
  due: { column: 'd.requestedAt', type: 'instant' },
});
declareAttention({
  kind: 'identity_access_to_approve',
  permission: 'identities:approve',
  seats: caseSeats,
  isForSecondPerson: true,
  list: '/identity-access-withdrawals',
  filter: () => ({ restored: false, restorationRequested: true }),
  rows: (tx, filter) => queryWithdrawals(tx, filter),
  due: { column: 'w.restorationRequestedAt', type: 'instant' },
});
