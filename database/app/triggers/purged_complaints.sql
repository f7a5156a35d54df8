SELECT audit.add_triggers('app.purged_complaints');
