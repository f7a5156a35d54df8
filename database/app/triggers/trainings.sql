SELECT audit.watch('app.trainings');
CALL app.count_in_ledger('app.trainings');
