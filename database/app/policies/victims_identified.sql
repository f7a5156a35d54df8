CALL app.add_complaint_policies('app.victims_identified', is_overseen => true);
