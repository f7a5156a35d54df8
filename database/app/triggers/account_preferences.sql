SELECT audit.add_triggers('app.account_preferences');
