import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'disclosure.recorded': 'recorded a disclosure',
    'disclosure.read': 'read an entry of the disclosure log',
    'disclosures.listed': 'listed disclosures',
  },
  records: {
    disclosures: 'disclosure',
  },
});
