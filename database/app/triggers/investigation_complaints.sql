CALL app.guard_by_legal_hold('app.investigation_complaints');
SELECT audit.watch('app.investigation_complaints', 'end_reason');
CALL quota.count_texts('app.investigation_complaints');
