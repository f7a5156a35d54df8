import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'victim.identified': 'recorded a child as identified',
    'victim.safeguarded': 'recorded a safeguarding step for a child',
    'victim.step-voided': 'voided a safeguarding step for a child',
    'victim.corrected': 'corrected the record of an identified child',
    'victim.related': 'recorded a child’s relationship to a suspect',
    'victim.relationship-voided': 'voided a child’s relationship to a suspect',
    'victim.linked': 'linked an identified child to another record',
    'victim.unlinked': 'unlinked an identified child from another record',
    'victim.voided': 'voided the record of an identified child',
    'victim.read': 'read the record of an identified child',
    'victims.listed': 'listed identified children',
  },
  records: {
    victims_identified: 'identified child',
    safeguarding_steps: 'safeguarding step',
    victim_relationships: 'relationship to a suspect',
  },
});
