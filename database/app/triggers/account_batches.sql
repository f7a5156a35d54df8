-- Triggers of app.account_batches.
SELECT audit.watch('app.account_batches', 'rows');
