-- Row security of app.charges.
CALL app.guard_by_complaint('app.charges');
