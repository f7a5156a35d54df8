SELECT audit.watch('vault.keys', 'wrapped');
