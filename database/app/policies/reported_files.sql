CALL app.add_complaint_policies('app.reported_files');
