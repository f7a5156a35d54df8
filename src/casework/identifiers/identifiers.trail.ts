import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'identifier.recorded': 'recorded an identifier',
    'identifier.voided': 'voided an identifier',
    'identifier.excluded': 'excluded a value from matching',
    'identifier.exclusion-ended': 'ended the exclusion of a value from matching',
    'reported-person.recorded': 'recorded a reported person',
    'reported-person.voided': 'voided the record of a reported person',
    'reported-file.recorded': 'recorded a reported file',
    'reported-file.voided': 'voided a reported file',
    'identifier.read': 'read an identifier',
    'identifiers.listed': 'listed identifiers',
    'identifier.looked-up': 'looked up an identifier',
    'complaint.matched': 'checked the complaint for matches with other complaints',
    'reported-person.read': 'read the record of a reported person',
    'reported-persons.listed': 'listed the reported persons of a complaint',
    'reported-file.read': 'read a reported file',
    'reported-files.listed': 'listed the reported files of a complaint',
  },
  records: {
    identifiers: 'identifier',
    reported_persons: 'reported person',
    reported_files: 'reported file',
    excluded_identifiers: 'excluded identifier',
  },
  infinitives: {
    excluded: 'exclude',
  },
});
