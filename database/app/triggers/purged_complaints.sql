-- Triggers of app.purged_complaints.
SELECT audit.watch('app.purged_complaints');
