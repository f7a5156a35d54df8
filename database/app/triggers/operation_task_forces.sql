SELECT audit.watch('app.operation_task_forces');
