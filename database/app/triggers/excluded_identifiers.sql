SELECT audit.add_triggers('app.excluded_identifiers', withheld => '{raw, normalised, reason, end_reason}');
