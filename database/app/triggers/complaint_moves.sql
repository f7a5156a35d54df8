CALL app.guard_by_legal_hold('app.complaint_moves');
SELECT audit.watch('app.complaint_moves', 'reason');
CALL quota.count_texts('app.complaint_moves');
