-- Triggers of app.trainings.
SELECT audit.watch('app.trainings');
CREATE TRIGGER counted_delete AFTER DELETE ON app.trainings REFERENCING OLD TABLE AS went FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_trainings();
CREATE TRIGGER counted_insert AFTER INSERT ON app.trainings REFERENCING NEW TABLE AS came FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_trainings();
CREATE TRIGGER counted_update AFTER UPDATE ON app.trainings REFERENCING OLD TABLE AS went NEW TABLE AS came FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_trainings();
