-- Triggers of app.presentations.
SELECT audit.watch('app.presentations');
CREATE TRIGGER counted_delete AFTER DELETE ON app.presentations REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_presentations();
CREATE TRIGGER counted_insert AFTER INSERT ON app.presentations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_presentations();
CREATE TRIGGER counted_update AFTER UPDATE ON app.presentations REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_presentations();
