import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'preservation.requested': 'recorded a preservation request',
    'preservation.renewed': 'recorded the renewal of a preservation request',
    'preservation.released': 'recorded the release of a provider from a preservation request',
    'preservation.read': 'read a preservation request',
  },
  records: {
    preservations: 'preservation request',
  },
});
