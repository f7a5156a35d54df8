CALL app.add_legal_hold_triggers('app.operation_members');
SELECT audit.add_triggers('app.operation_members');
CALL quota.count_texts('app.operation_members');
