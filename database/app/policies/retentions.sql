-- Row security of app.retentions.
CALL app.guard_by_complaint('app.retentions');
