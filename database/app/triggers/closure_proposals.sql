CALL app.guard_by_legal_hold('app.closure_proposals');
SELECT audit.watch('app.closure_proposals', 'narrative', 'answer');
CALL quota.count_texts('app.closure_proposals');
