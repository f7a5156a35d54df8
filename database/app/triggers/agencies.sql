SELECT audit.watch('app.agencies');
