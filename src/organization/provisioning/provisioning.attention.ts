import { declareAttention } from '../../access/attention-declarations.js';
import { queryProvisionedUsers } from './provisioned-users.service.js';

declareAttention({
  kind: 'provisioned_users_to_decide',
  permission: 'provisioned-users:manage',
  list: '/provisioned-users',
  filter: () => ({ state: 'waiting' as const }),
  rows: (tx, filter) => queryProvisionedUsers(tx, filter),
});
