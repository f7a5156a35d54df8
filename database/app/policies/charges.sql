CALL app.add_complaint_policies('app.charges');
