-- Row security of app.closure_proposals.
CALL app.guard_by_complaint('app.closure_proposals');
