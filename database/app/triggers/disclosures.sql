-- Triggers of app.disclosures.
CALL app.keep_while_held('app.disclosures');
SELECT audit.watch('app.disclosures', 'recipient', 'purpose');
CALL quota.count_texts('app.disclosures', 'what', 'recipient', 'basis', 'purpose');
