-- Triggers of vault.keys.
SELECT audit.watch('vault.keys', 'wrapped');
