CALL app.add_complaint_policies('app.forensic_exams', is_overseen => true);
