SELECT audit.add_triggers('vault.keys', withheld => '{wrapped}');
