CALL app.add_legal_hold_triggers('app.reported_files');
SELECT audit.add_triggers('app.reported_files', withheld => '{name, submitted_name, location, tags, void_reason}');
CALL quota.count_texts('app.reported_files');
