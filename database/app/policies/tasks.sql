CALL app.guard_by_complaint('app.tasks');
