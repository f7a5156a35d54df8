import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'task-force.created': 'created a task force',
    'task-force.described': 'updated the details of a task force',
  },
  records: {
    task_forces: 'task force',
  },
});
