import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'packet.made': 'created a packet of the case',
  },
});
