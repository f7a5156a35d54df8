import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'figure.carried': 'recorded a historical total',
    'figure.corrected': 'corrected a historical total',
    'rows.opened': 'listed the records behind a number of a report',
    'figures.published': 'published figures',
  },
  records: {
    carried_figures: 'historical total',
  },
});
