import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'complaint-timeline.read': 'read the timeline of a complaint',
  },
});
