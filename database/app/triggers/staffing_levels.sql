SELECT audit.add_triggers('app.staffing_levels', withheld => '{void_reason}');
