-- Triggers of app.shares.
CALL app.guard_by_legal_hold('app.shares');
SELECT audit.watch('app.shares', 'reason', 'end_reason');
CALL quota.count_texts('app.shares', 'from_name', 'to_name', 'reference', 'basis', 'reason', 'end_reason');
