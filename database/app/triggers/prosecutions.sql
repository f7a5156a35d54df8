CALL app.guard_by_legal_hold('app.prosecutions');
SELECT audit.watch('app.prosecutions', 'case_number', 'sentence_note');
CALL app.count_in_ledger('app.prosecutions');
