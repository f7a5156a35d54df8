-- Triggers of app.presentations.
SELECT audit.watch('app.presentations');
CREATE TRIGGER counted_delete AFTER DELETE ON app.presentations REFERENCING OLD TABLE AS went FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_presentations();
CREATE TRIGGER counted_insert AFTER INSERT ON app.presentations REFERENCING NEW TABLE AS came FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_presentations();
CREATE TRIGGER counted_update AFTER UPDATE ON app.presentations REFERENCING OLD TABLE AS went NEW TABLE AS came FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_presentations();
