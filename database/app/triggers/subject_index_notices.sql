-- Triggers of app.subject_index_notices.
SELECT audit.watch('app.subject_index_notices');
