CALL app.add_legal_hold_triggers('app.forensic_exams');
SELECT audit.add_triggers('app.forensic_exams', withheld => '{void_reason}');
CALL quota.count_texts('app.forensic_exams');
CALL app.count_in_ledger('app.forensic_exams');
