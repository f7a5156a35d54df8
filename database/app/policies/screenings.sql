CALL app.add_complaint_policies('app.screenings', is_overseen => true);
