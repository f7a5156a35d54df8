CALL app.guard_by_legal_hold('app.forensic_exams');
SELECT audit.watch('app.forensic_exams', 'void_reason');
CALL quota.count_texts('app.forensic_exams');
CALL app.count_in_ledger('app.forensic_exams');
