CALL app.guard_by_legal_hold('app.tasks');
SELECT audit.watch('app.tasks', 'title', 'outcome', 'cancel_reason');
CALL quota.count_texts('app.tasks');
