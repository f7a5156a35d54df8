-- Triggers of app.tasks.
CALL app.keep_while_held('app.tasks');
SELECT audit.watch('app.tasks', 'title', 'outcome', 'cancel_reason');
CALL quota.count_texts('app.tasks', 'title', 'state', 'outcome', 'cancel_reason');
