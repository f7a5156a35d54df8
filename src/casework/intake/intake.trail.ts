import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'complaint.received': 'logged the complaint',
    'complaint.matched-unsaved': 'checked a report for matches before it was saved',
  },
  infinitives: {
    logged: 'log',
  },
});
