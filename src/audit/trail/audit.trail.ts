import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'trail.searched': 'searched the trail',
    'access-log.read': 'read the access log of a record',
    'access.explained': 'asked why an account can or cannot see a record',
    'audited-record.found': 'looked up a complaint or an account for the audit',
    'trail.archived': 'archived a month of the trail',
    'trail.restored': 'attested that the trail was restored from a backup',
  },
  infinitives: {
    archived: 'archive',
    attested: 'attest',
  },
});
