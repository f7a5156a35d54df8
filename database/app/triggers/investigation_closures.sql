-- Triggers of app.investigation_closures.
SELECT audit.watch('app.investigation_closures', 'narrative', 'reopen_reason');
