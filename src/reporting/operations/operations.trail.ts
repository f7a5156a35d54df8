import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'operation.planned': 'planned an operation',
    'operation.changed': 'updated an operation',
    'operation-event.planned': 'planned an event of an operation',
    'operation-event.changed': 'updated a planned event of an operation',
    'operation-event.voided': 'voided a planned event of an operation',
    'event-conflicts.checked': 'checked a planned event for conflicts with events of others',
    'operation.tagged': 'tagged a record for an operation',
    'operation.untagged': 'removed a record from an operation',
    'conflict-notices.read': 'read the conflict notices of a planned event',
  },
  records: {
    operation_members: 'record of an operation',
    operations: 'operation',
    operation_task_forces: 'task force of an operation',
    operation_events: 'operation event',
    event_conflict_checks: 'event deconfliction',
    event_conflicts: 'event conflict',
  },
  infinitives: {
    planned: 'plan',
    tagged: 'tag',
  },
});
