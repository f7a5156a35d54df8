-- Row security of app.safeguarding_steps.
CALL app.guard_by_complaint('app.safeguarding_steps');
