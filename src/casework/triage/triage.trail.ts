import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'complaint.triaged': 'triaged the complaint',
    'complaint.assigned': 'assigned the complaint',
    'complaint.screened': 'screened the complaint',
  },
  records: {
    screenings: 'screening',
    triages: 'triage',
    assignments: 'assignment',
  },
  infinitives: {
    triaged: 'triage',
  },
});
