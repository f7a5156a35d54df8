CALL app.guard_by_complaint('app.outside_checks');
