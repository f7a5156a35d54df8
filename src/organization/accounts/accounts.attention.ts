import { declareAttention } from '../../access/attention-declarations.js';
import { lockSecondsOf } from './account-status-loader.js';
import { queryAccounts } from './accounts.service.js';
import { queryFactorResets } from './factor-resets.service.js';
import { queryRecertifications } from './recertifications.service.js';

declareAttention({
  kind: 'accounts_to_approve',
  permission: 'accounts:approve',
  isForSecondPerson: true,
  list: '/accounts',
  filter: () => ({ awaitingApproval: true, disabled: false }),
  rows: (tx, filter, { config }) => queryAccounts(tx, filter, lockSecondsOf(config)),
});
declareAttention({
  kind: 'locked_accounts',
  permission: 'accounts:manage',
  list: '/accounts',
  filter: () => ({ isLocked: true, disabled: false }),
  rows: (tx, filter, { config }) => queryAccounts(tx, filter, lockSecondsOf(config)),
});
declareAttention({
  kind: 'factor_resets_to_approve',
  permission: 'accounts:approve',
  isForSecondPerson: true,
  list: '/factor-resets',
  filter: () => ({ open: true }),
  rows: (tx, filter) => queryFactorResets(tx, filter),
  due: { column: 'r.requestedAt', type: 'instant' },
});
declareAttention({
  kind: 'recertifications',
  permission: 'accounts:approve',
  list: '/recertifications',
  filter: () => ({ signedOff: false }),
  rows: (tx, filter) => queryRecertifications(tx, filter),
  due: { column: 'r.startedAt', type: 'instant' },
});
