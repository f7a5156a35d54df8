import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'case.opened': 'viewed the whole case',
  },
});
