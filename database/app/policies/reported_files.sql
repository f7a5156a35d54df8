-- Row security of app.reported_files.
CALL app.guard_by_complaint('app.reported_files');
