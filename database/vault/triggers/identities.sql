CALL app.guard_by_legal_hold('vault.identities');
SELECT audit.watch('vault.identities');
