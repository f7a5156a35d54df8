SELECT audit.watch('app.investigations', 'title');
CALL app.count_in_ledger('app.investigations');
CREATE TRIGGER investigations_numbered BEFORE INSERT ON app.investigations FOR EACH ROW EXECUTE FUNCTION app.number_investigation();
