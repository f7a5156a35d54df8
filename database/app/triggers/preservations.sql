CALL app.guard_by_legal_hold('app.preservations');
SELECT audit.watch('app.preservations', 'account', 'release_reason');
CALL quota.count_texts('app.preservations');
CALL app.count_in_ledger('app.preservations');
