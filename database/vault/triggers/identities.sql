-- Triggers of vault.identities.
CALL app.keep_while_held('vault.identities');
SELECT audit.watch('vault.identities');
