CALL app.add_legal_hold_triggers('app.prosecutions');
SELECT audit.add_triggers('app.prosecutions', withheld => '{case_number, sentence_note}');
CALL app.count_in_ledger('app.prosecutions');
