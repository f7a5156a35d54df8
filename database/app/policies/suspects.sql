CALL app.add_complaint_policies('app.suspects', is_overseen => true);
