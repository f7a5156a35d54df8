CALL app.add_legal_hold_triggers('app.charges');
SELECT audit.add_triggers('app.charges');
