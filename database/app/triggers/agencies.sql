-- Triggers of app.agencies.
SELECT audit.watch('app.agencies');
