-- Triggers of app.overlap_checks.
SELECT audit.watch('app.overlap_checks', 'purpose');
