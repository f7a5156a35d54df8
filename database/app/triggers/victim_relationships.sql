-- Triggers of app.victim_relationships.
CALL app.keep_while_held('app.victim_relationships');
SELECT audit.watch('app.victim_relationships', 'void_reason');
