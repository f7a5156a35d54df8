-- Triggers of app.operation_task_forces.
SELECT audit.watch('app.operation_task_forces');
