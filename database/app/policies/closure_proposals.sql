CALL app.add_complaint_policies('app.closure_proposals');
