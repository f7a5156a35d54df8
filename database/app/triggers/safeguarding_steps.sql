CALL app.guard_by_legal_hold('app.safeguarding_steps');
SELECT audit.watch('app.safeguarding_steps', 'reason', 'void_reason');
