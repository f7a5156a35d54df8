-- Row security of app.outside_checks.
CALL app.guard_by_complaint('app.outside_checks');
