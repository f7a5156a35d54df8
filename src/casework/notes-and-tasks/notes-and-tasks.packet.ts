import { declarePacketSections, matter, words } from '../records/packet-declarations.js';

declarePacketSections(
  {
    name: 'notes',
    title: 'Notes',
    table: 'notes',
    concerns: { ...matter('corrects', 'written_by', 'written_at'), ...words('text') },
  },
  {
    name: 'tasks',
    title: 'Tasks',
    table: 'tasks',
    concerns: {
      ...matter('owner_id', 'due_on', 'state', 'set_by', 'set_at', 'ended_by', 'ended_at'),
      ...words('title', 'outcome', 'cancel_reason'),
    },
  },
  {
    name: 'terms-of-tasks',
    title: 'Task assignments and due dates',
    table: 'task_terms',
    concerns: matter('task_id', 'owner_id', 'due_on', 'is_change', 'recorded_by', 'recorded_at'),
  },
);
