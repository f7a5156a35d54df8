import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'packet.created': 'created a packet of the case',
  },
  records: {
    packets: 'packet',
  },
});
