SELECT audit.add_triggers('app.publications', withheld => '{cells, records}');
