CALL app.guard_by_complaint('app.safeguarding_steps');
