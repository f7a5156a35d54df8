-- Triggers of app.account_preferences.
SELECT audit.watch('app.account_preferences');
