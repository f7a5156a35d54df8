-- Triggers of app.notes.
CALL app.keep_while_held('app.notes');
SELECT audit.watch('app.notes', 'text');
CALL quota.count_texts('app.notes', 'text');
