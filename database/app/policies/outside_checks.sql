CALL app.add_complaint_policies('app.outside_checks');
