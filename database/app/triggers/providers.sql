SELECT audit.add_triggers('app.providers', withheld => '{instructions, stated}');
