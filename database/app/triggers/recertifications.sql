-- Triggers of app.recertifications.
SELECT audit.watch('app.recertifications');
