-- Triggers of app.historical_totals.
SELECT audit.watch('app.historical_totals');
