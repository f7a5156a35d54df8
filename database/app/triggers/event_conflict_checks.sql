SELECT audit.add_triggers('app.event_conflict_checks', withheld => '{purpose}');
