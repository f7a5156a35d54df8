SELECT audit.add_triggers('app.operation_task_forces');
