SELECT audit.watch('app.publications', 'cells', 'records');
