CALL app.add_legal_hold_triggers('app.packets');
SELECT audit.add_triggers('app.packets', withheld => '{recipient, purpose}');
CALL quota.count_texts('app.packets');
