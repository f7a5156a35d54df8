CALL app.add_legal_hold_triggers('vault.identities');
SELECT audit.add_triggers('vault.identities');
