CALL app.add_complaint_policies('app.arrests', is_overseen => true);
