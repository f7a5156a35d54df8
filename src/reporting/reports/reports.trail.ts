import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'historical-total.recorded': 'recorded a historical total',
    'historical-total.corrected': 'corrected a historical total',
    'report-records.listed': 'listed the records behind a number of a report',
    'figures.published': 'published figures',
  },
  records: {
    publications: 'publication',
    historical_totals: 'historical total',
  },
});
