SELECT audit.watch('app.operations');
