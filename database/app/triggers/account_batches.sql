SELECT audit.watch('app.account_batches', 'rows');
