import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'complaint.received': 'logged the complaint',
  },
  infinitives: {
    logged: 'log',
  },
});
