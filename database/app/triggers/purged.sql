-- Triggers of app.purged.
SELECT audit.watch('app.purged');
