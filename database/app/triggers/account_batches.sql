SELECT audit.add_triggers('app.account_batches', withheld => '{rows}');
