import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'deconfliction.checked': 'submitted identifiers of a complaint’s suspects for deconfliction',
    'victim-identifier.searched': 'was notified that another agency asked about an identifier of a victim',
    'victim-inquiries.listed': 'listed inquiries about identifiers of victims',
    'deconfliction-hit.answered': 'answered a deconfliction hit',
    'outside-check.recorded': 'recorded a check in an external system',
    'outside-check.voided': 'voided a check in an external system',
  },
  records: {
    deconfliction_checks: 'deconfliction check',
    victim_inquiries: 'inquiry about an identifier of a victim',
    deconfliction_hits: 'deconfliction hit',
    outside_checks: 'check in an external system',
  },
});
