CALL app.guard_by_legal_hold('app.shares');
SELECT audit.watch('app.shares', 'reason', 'end_reason');
CALL quota.count_texts('app.shares');
