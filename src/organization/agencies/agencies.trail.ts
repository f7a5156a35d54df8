import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'agency.ori-disclosed': 'was notified that another agency has the ORI entered',
    'agency.created': 'created an agency',
    'agency.described': 'updated the details of an agency',
    'agency.membership-changed': 'changed an agency’s membership',
  },
  records: {
    agencies: 'agency',
    agency_memberships: 'membership',
  },
});
