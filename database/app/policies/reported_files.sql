CALL app.guard_by_complaint('app.reported_files');
