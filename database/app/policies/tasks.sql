-- Row security of app.tasks.
CALL app.guard_by_complaint('app.tasks');
