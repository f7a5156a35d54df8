CALL app.guard_by_complaint('app.closure_proposals');
