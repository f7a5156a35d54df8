SELECT audit.watch('app.purged_complaints');
