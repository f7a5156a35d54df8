-- Triggers of app.import_batches.
SELECT audit.watch('app.import_batches', 'mapping');
