import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'provisioned-user.proposed': 'proposed an account for a new user, by a machine key of the identity provider',
    'provisioned-user.changed': 'changed a user, by a machine key of the identity provider',
    'provisioned-user.returned': 'proposed an account for a user again, by a machine key of the identity provider',
    'provisioned-user.left': 'ended a user, by a machine key of the identity provider',
    'provisioned-user.deleted': 'deleted a user, by a machine key of the identity provider',
    'provisioned-user.expired': 'deleted a user of an identity provider 90 days after the end or the rejection',
    'provisioned-user.accepted': 'created an account for a user of the identity provider',
    'provisioned-user.linked': 'linked a user of the identity provider to an account',
    'provisioned-user.unlinked': 'removed the link of a user of the identity provider to an account',
    'provisioned-user.rejected': 'rejected a user of the identity provider',
    'account.disabled-by-provider': 'disabled an account, by a machine key of the identity provider',
  },
  records: {
    provisioned_users: 'user of an identity provider',
  },
});
