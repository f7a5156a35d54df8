SELECT audit.add_triggers('app.investigations', withheld => '{title}');
CALL app.count_in_ledger('app.investigations');
CREATE TRIGGER investigations_numbered BEFORE INSERT ON app.investigations FOR EACH ROW EXECUTE FUNCTION app.number_investigation();
