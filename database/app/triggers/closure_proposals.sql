CALL app.add_legal_hold_triggers('app.closure_proposals');
SELECT audit.add_triggers('app.closure_proposals', withheld => '{narrative, answer}');
CALL quota.count_texts('app.closure_proposals');
