-- Triggers of app.tasks.
CALL app.keep_while_held('app.tasks');
SELECT audit.watch('app.tasks', 'title', 'outcome', 'drop_reason');
CALL quota.count_texts('app.tasks', 'title', 'state', 'outcome', 'drop_reason');
