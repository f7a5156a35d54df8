SELECT audit.add_triggers('app.presentations');
CALL app.count_in_ledger('app.presentations');
