CALL app.add_complaint_policies('app.preservations', is_overseen => true);
