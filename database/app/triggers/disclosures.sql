CALL app.add_legal_hold_triggers('app.disclosures');
SELECT audit.add_triggers('app.disclosures', withheld => '{recipient, purpose}');
CALL quota.count_texts('app.disclosures');
