CALL app.add_legal_hold_triggers('app.preservations');
SELECT audit.add_triggers('app.preservations', withheld => '{account, release_reason}');
CALL quota.count_texts('app.preservations');
CALL app.count_in_ledger('app.preservations');
