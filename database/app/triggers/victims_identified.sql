CALL app.guard_by_legal_hold('app.victims_identified');
SELECT audit.watch('app.victims_identified');
CALL quota.count_texts('app.victims_identified');
CALL app.count_in_ledger('app.victims_identified');
