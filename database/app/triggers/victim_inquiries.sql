CALL app.guard_by_legal_hold('app.victim_inquiries');
SELECT audit.watch('app.victim_inquiries');
CALL quota.count_texts('app.victim_inquiries');
