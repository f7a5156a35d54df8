SELECT audit.watch('app.event_conflict_checks', 'purpose');
