-- Triggers of app.charges.
CALL app.keep_while_held('app.charges');
SELECT audit.watch('app.charges');
