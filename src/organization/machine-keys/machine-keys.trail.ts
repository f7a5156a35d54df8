import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'machine-key.created': 'created a machine key',
    'machine-key.revoked': 'revoked a machine key',
  },
  infinitives: {
    revoked: 'revoke',
  },
});
