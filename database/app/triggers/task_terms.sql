CALL app.guard_by_legal_hold('app.task_terms');
SELECT audit.watch('app.task_terms');
