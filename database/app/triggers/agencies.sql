SELECT audit.add_triggers('app.agencies');
