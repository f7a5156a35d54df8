import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'suspect.recorded': 'recorded a suspect',
    'suspect.corrected': 'corrected the record of a suspect',
    'arrest.recorded': 'recorded an arrest',
    'arrest.corrected': 'corrected the record of an arrest',
    'suspect.linked': 'linked a suspect to another record',
    'suspect.unlinked': 'unlinked a suspect from another record',
    'suspect.voided': 'voided the record of a suspect',
    'arrest.voided': 'voided the record of an arrest',
    'suspect-alias.recorded': 'recorded an alias of a suspect',
    'suspect-alias.voided': 'voided an alias of a suspect',
    'charge.recorded': 'recorded a charge',
    'charge.corrected': 'corrected the record of a charge',
    'charge.voided': 'voided the record of a charge',
    'suspect.read': 'read the record of a suspect',
    'suspects.listed': 'listed suspects',
    'arrest.read': 'read the record of an arrest',
    'arrests.listed': 'listed arrests',
    'suspects.suggested': 'searched for suspects by name',
    'suspect-alias.read': 'read an alias of a suspect',
    'charge.read': 'read the record of a charge',
    'charges.listed': 'listed charges',
  },
  records: {
    suspects: 'suspect',
    arrests: 'arrest',
    suspect_aliases: 'alias of a suspect',
    charges: 'charge',
  },
});
