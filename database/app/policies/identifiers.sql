CALL app.add_complaint_policies('app.identifiers', is_overseen => true);
