CALL app.add_legal_hold_triggers('app.task_terms');
SELECT audit.add_triggers('app.task_terms');
