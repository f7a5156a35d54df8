CALL app.add_complaint_policies('app.legal_processes', is_overseen => true);
