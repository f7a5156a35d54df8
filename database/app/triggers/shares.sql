-- Triggers of app.shares.
CALL app.keep_while_held('app.shares');
SELECT audit.watch('app.shares', 'reason', 'end_reason');
CALL quota.count_texts('app.shares', 'from_name', 'to_name', 'reference', 'basis', 'reason', 'end_reason');
