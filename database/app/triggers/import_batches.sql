SELECT audit.add_triggers('app.import_batches', withheld => '{mapping,constants,translations}');
