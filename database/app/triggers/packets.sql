CALL app.guard_by_legal_hold('app.packets');
SELECT audit.watch('app.packets', 'recipient', 'purpose');
CALL quota.count_texts('app.packets');
