SELECT audit.add_triggers('app.subject_index_notices');
