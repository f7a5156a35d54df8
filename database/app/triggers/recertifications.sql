SELECT audit.add_triggers('app.recertifications');
