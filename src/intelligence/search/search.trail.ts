import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'record.searched': 'searched the records',
    'view.saved': 'saved a view',
    'view.changed': 'updated a saved view',
    'view.ended': 'ended a saved view',
  },
  records: {
    saved_views: 'saved view',
  },
});
