import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'provider.added': 'added a provider to the directory',
    'provider.confirmed': 'confirmed how to serve a provider',
  },
  records: {
    providers: 'provider',
  },
});
