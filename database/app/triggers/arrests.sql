CALL app.guard_by_legal_hold('app.arrests');
SELECT audit.watch('app.arrests');
CALL quota.count_texts('app.arrests');
CALL app.count_in_ledger('app.arrests');
