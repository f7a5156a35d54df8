import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'linked-records.disclosed': 'was notified that other records belong to the same person',
  },
});
