CALL app.add_complaint_policies('app.safeguarding_steps');
