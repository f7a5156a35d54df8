import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'draft.saved': 'saved a draft for the first time',
    'draft.submitted': 'submitted a draft',
    'draft.deleted': 'deleted a draft',
    'draft.expired': 'deleted a draft after its last day',
  },
  infinitives: {
    deleted: 'delete',
  },
});
