-- Triggers of vault.identities.
CALL app.guard_by_legal_hold('vault.identities');
SELECT audit.watch('vault.identities');
