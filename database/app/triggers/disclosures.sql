CALL app.guard_by_legal_hold('app.disclosures');
SELECT audit.watch('app.disclosures', 'recipient', 'purpose');
CALL quota.count_texts('app.disclosures');
