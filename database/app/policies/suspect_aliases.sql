CALL app.add_complaint_policies('app.suspect_aliases', is_overseen => true);
