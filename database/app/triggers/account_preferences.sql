SELECT audit.watch('app.account_preferences');
