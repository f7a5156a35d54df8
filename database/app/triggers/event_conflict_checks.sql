-- Triggers of app.event_conflict_checks.
SELECT audit.watch('app.event_conflict_checks', 'purpose');
