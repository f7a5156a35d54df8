-- Triggers of app.closure_proposals.
CALL app.keep_while_held('app.closure_proposals');
SELECT audit.watch('app.closure_proposals', 'narrative', 'answer');
CALL quota.count_texts('app.closure_proposals', 'code', 'narrative', 'outcome', 'answer');
