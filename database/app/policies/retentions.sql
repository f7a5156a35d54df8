CALL app.guard_by_complaint('app.retentions');
