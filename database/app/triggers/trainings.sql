SELECT audit.add_triggers('app.trainings');
CALL app.count_in_ledger('app.trainings');
