CALL app.add_legal_hold_triggers('app.tasks');
SELECT audit.add_triggers('app.tasks', withheld => '{title, outcome, cancel_reason}');
CALL quota.count_texts('app.tasks');
