import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'key.made': 'created a machine key',
    'key.revoked': 'revoked a machine key',
  },
  infinitives: {
    revoked: 'revoke',
  },
});
