-- Triggers of app.safeguarding_steps.
CALL app.keep_while_held('app.safeguarding_steps');
SELECT audit.watch('app.safeguarding_steps', 'reason', 'void_reason');
