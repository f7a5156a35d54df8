CALL app.add_complaint_policies('app.legal_holds');
