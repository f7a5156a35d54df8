CALL app.add_complaint_policies('app.retentions');
