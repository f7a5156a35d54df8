-- Triggers of app.operation_members.
CALL app.keep_while_held('app.operation_members');
SELECT audit.watch('app.operation_members');
CALL quota.count_texts('app.operation_members', 'void_reason');
