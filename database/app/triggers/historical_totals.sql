SELECT audit.watch('app.historical_totals');
