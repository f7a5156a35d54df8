CALL app.add_complaint_policies('app.task_terms', is_overseen => true);
