SELECT audit.watch('app.event_conflicts', 'of_task_force_id', 'event_id');
