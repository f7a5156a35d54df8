SELECT audit.add_triggers('app.exports', withheld => '{purpose}');
