-- Triggers of app.victims_identified.
CALL app.guard_by_legal_hold('app.victims_identified');
SELECT audit.watch('app.victims_identified');
CALL quota.count_texts('app.victims_identified');
CREATE TRIGGER counted_delete AFTER DELETE ON app.victims_identified REFERENCING OLD TABLE AS went FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_victims_identified();
CREATE TRIGGER counted_insert AFTER INSERT ON app.victims_identified REFERENCING NEW TABLE AS came FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_victims_identified();
CREATE TRIGGER counted_update AFTER UPDATE ON app.victims_identified REFERENCING OLD TABLE AS went NEW TABLE AS came FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_victims_identified();
