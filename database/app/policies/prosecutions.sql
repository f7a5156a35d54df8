CALL app.add_complaint_policies('app.prosecutions', is_overseen => true);
