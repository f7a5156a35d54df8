CALL app.guard_by_complaint('app.victim_relationships');
