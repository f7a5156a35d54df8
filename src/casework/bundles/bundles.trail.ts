import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'bundle.read': 'listed the complaints of a bundle',
  },
});
