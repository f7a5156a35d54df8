import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'note.written': 'wrote a note about the complaint',
    'task.set': 'created a task',
    'task.changed': 'updated a task',
    'task.completed': 'completed a task',
    'task.cancelled': 'cancelled a task',
    'note.read': 'read a note about a complaint',
    'notes.listed': 'listed the notes about a complaint',
  },
  records: {
    notes: 'note',
    tasks: 'task',
    task_terms: 'assignee and due date of a task',
  },
  infinitives: {
    cancelled: 'cancel',
  },
});
