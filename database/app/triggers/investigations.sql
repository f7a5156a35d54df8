-- Triggers of app.investigations.
SELECT audit.watch('app.investigations', 'title');
CREATE TRIGGER investigations_numbered BEFORE INSERT ON app.investigations FOR EACH ROW EXECUTE FUNCTION app.number_investigation();
CREATE TRIGGER counted_delete AFTER DELETE ON app.investigations REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_investigations();
CREATE TRIGGER counted_insert AFTER INSERT ON app.investigations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_investigations();
CREATE TRIGGER counted_update AFTER UPDATE ON app.investigations REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_investigations();
