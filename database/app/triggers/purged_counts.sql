SELECT audit.add_triggers('app.purged_counts');
CALL app.count_in_ledger('app.purged_counts');
