CALL app.add_legal_hold_triggers('app.victim_relationships');
SELECT audit.add_triggers('app.victim_relationships', withheld => '{void_reason}');
