-- Triggers of app.arrests.
CALL app.guard_by_legal_hold('app.arrests');
SELECT audit.watch('app.arrests');
CALL quota.count_texts('app.arrests');
CREATE TRIGGER counted_delete AFTER DELETE ON app.arrests REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_arrests();
CREATE TRIGGER counted_insert AFTER INSERT ON app.arrests REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_arrests();
CREATE TRIGGER counted_update AFTER UPDATE ON app.arrests REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_arrests();
