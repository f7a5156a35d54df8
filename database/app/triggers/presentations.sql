SELECT audit.watch('app.presentations');
CALL app.count_in_ledger('app.presentations');
