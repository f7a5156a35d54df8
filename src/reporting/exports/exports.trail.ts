import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'export.started': 'started an export of a report',
    'export.completed': 'completed an export',
    'export.failed': 'failed to complete an export',
  },
  records: {
    exports: 'export',
  },
});
