CALL app.add_legal_hold_triggers('app.investigation_complaints');
SELECT audit.add_triggers('app.investigation_complaints', withheld => '{end_reason}');
CALL quota.count_texts('app.investigation_complaints');
