CALL app.guard_by_legal_hold('app.operation_members');
SELECT audit.watch('app.operation_members');
CALL quota.count_texts('app.operation_members');
