CALL app.guard_by_legal_hold('app.victim_relationships');
SELECT audit.watch('app.victim_relationships', 'void_reason');
