CALL app.add_complaint_policies('app.investigation_complaints', is_overseen => true);
