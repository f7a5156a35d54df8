SELECT audit.watch('app.subject_index_notices');
