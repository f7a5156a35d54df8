import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'staffing.recorded': 'recorded the staffing level of an agency',
    'staffing.corrected': 'corrected the staffing level of an agency',
    'staffing.voided': 'voided the staffing level of an agency',
  },
  records: {
    staffing_levels: 'staffing level',
  },
});
