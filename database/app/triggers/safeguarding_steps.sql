CALL app.add_legal_hold_triggers('app.safeguarding_steps');
SELECT audit.add_triggers('app.safeguarding_steps', withheld => '{reason, void_reason}');
