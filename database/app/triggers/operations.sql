-- Triggers of app.operations.
SELECT audit.watch('app.operations');
