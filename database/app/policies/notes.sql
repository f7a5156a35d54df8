-- Row security of app.notes.
CALL app.guard_by_complaint('app.notes');
