SELECT audit.watch('app.investigation_closures', 'narrative', 'reopen_reason');
