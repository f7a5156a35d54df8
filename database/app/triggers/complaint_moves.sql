CALL app.add_legal_hold_triggers('app.complaint_moves');
SELECT audit.add_triggers('app.complaint_moves', withheld => '{reason}');
CALL quota.count_texts('app.complaint_moves');
