SELECT audit.add_triggers('app.investigation_closures', withheld => '{narrative, reopen_reason}');
