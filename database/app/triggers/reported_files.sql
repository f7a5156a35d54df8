CALL app.guard_by_legal_hold('app.reported_files');
SELECT audit.watch('app.reported_files', 'name', 'tags', 'void_reason');
CALL quota.count_texts('app.reported_files');
