SELECT audit.add_triggers('app.process_templates', withheld => '{text}');
