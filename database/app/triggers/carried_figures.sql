-- Triggers of app.carried_figures.
SELECT audit.watch('app.carried_figures');
