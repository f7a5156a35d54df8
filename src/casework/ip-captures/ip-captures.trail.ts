import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'ip-capture.carrier-confirmed': 'confirmed the carrier of an IP address',
    'ip-capture.carrier-removed': 'removed the carrier of an IP address',
    'ip-captures.listed': 'listed IP captures',
  },
});
