CALL app.guard_by_legal_hold('app.charges');
SELECT audit.watch('app.charges');
