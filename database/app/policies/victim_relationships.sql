CALL app.add_complaint_policies('app.victim_relationships');
