CALL app.add_legal_hold_triggers('app.victims_identified');
SELECT audit.add_triggers('app.victims_identified');
CALL quota.count_texts('app.victims_identified');
CALL app.count_in_ledger('app.victims_identified');
