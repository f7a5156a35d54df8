-- Triggers of app.publications.
SELECT audit.watch('app.publications', 'cells', 'records');
