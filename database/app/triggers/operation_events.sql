SELECT audit.add_triggers('app.operation_events', withheld => '{latitude, longitude, void_reason}');
