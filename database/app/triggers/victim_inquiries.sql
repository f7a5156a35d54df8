-- Triggers of app.victim_inquiries.
CALL app.keep_while_held('app.victim_inquiries');
SELECT audit.watch('app.victim_inquiries');
CALL quota.count_texts('app.victim_inquiries', 'via');
