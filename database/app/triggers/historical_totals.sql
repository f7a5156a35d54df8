SELECT audit.add_triggers('app.historical_totals');
