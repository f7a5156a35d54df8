CALL app.add_complaint_policies('app.complaint_holds', is_overseen => true);
