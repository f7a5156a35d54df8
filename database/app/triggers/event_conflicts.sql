SELECT audit.add_triggers('app.event_conflicts', withheld => '{of_task_force_id, event_id}');
