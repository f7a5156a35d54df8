CALL app.add_complaint_policies('app.reported_persons', is_overseen => true);
