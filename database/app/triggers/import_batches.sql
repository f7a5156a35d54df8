SELECT audit.watch('app.import_batches', 'mapping');
