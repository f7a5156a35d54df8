CALL app.add_legal_hold_triggers('app.victim_inquiries');
SELECT audit.add_triggers('app.victim_inquiries');
CALL quota.count_texts('app.victim_inquiries');
