CALL app.add_complaint_policies('app.triages', is_overseen => true);
