SELECT audit.watch('app.recertifications');
