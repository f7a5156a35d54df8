-- Row security of app.victim_relationships.
CALL app.guard_by_complaint('app.victim_relationships');
