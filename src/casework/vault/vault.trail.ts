import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'identity.recorded': 'recorded the identity of an identified child',
    'identity.revealed': 'viewed the identity of an identified child',
    'identity.mentioned': 'wrote the name of an identified child in a text',
    'identity.destroyed': 'destroyed the identity of an identified child',
    'identities.scanned': 'scanned a text of a complaint for names of identified children',
    'identity-names.listed': 'reached the daily limit of different names searched',
    'identities.searched': 'searched the identities of identified children',
    'identity-destruction.requested': 'asked to destroy the identity of an identified child',
    'identity-access.withdrawn': 'withdrew an account’s access to identities',
    'identity-access.restoration-requested': 'asked to restore an account’s access to identities',
    'identity-access.restored': 'restored an account’s access to identities',
    'vault.master-key-rotated': 'rotated the master key that protects a key of the vault',
    'vault.key-replaced': 'replaced a task force’s key of the vault',
    'vault.reencrypted': 're-encrypted content of the vault under a new key',
    'vault.key-destroyed': 'destroyed a retired key of the vault',
  },
  records: {
    identities: 'identity of a child',
    identity_access_withdrawals: 'withdrawal of access to identities',
    identity_destructions: 'destruction of an identity',
    keys: 'key of the vault',
  },
  infinitives: {
    replaced: 'replace',
    restored: 'restore',
    rotated: 'rotate',
    scanned: 'scan',
  },
});
