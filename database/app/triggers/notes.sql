CALL app.guard_by_legal_hold('app.notes');
SELECT audit.watch('app.notes', 'text');
CALL quota.count_texts('app.notes');
