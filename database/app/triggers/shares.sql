CALL app.add_legal_hold_triggers('app.shares');
SELECT audit.add_triggers('app.shares', withheld => '{reason, end_reason}');
CALL quota.count_texts('app.shares');
