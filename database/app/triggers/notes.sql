CALL app.add_legal_hold_triggers('app.notes');
SELECT audit.add_triggers('app.notes', withheld => '{text}');
CALL quota.count_texts('app.notes');
