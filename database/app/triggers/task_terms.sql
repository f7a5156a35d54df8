-- Triggers of app.task_terms.
CALL app.keep_while_held('app.task_terms');
SELECT audit.watch('app.task_terms');
