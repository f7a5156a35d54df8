SELECT audit.add_triggers('app.operations');
