CALL app.add_legal_hold_triggers('app.arrests');
SELECT audit.add_triggers('app.arrests');
CALL quota.count_texts('app.arrests');
CALL app.count_in_ledger('app.arrests');
