-- Triggers of app.trainings.
SELECT audit.watch('app.trainings');
CREATE TRIGGER counted_delete AFTER DELETE ON app.trainings REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_trainings();
CREATE TRIGGER counted_insert AFTER INSERT ON app.trainings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_trainings();
CREATE TRIGGER counted_update AFTER UPDATE ON app.trainings REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_trainings();
