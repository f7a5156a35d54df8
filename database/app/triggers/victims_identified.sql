-- Triggers of app.victims_identified.
CALL app.guard_by_legal_hold('app.victims_identified');
SELECT audit.watch('app.victims_identified');
CALL quota.count_texts('app.victims_identified');
CREATE TRIGGER counted_delete AFTER DELETE ON app.victims_identified REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_victims_identified();
CREATE TRIGGER counted_insert AFTER INSERT ON app.victims_identified REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_victims_identified();
CREATE TRIGGER counted_update AFTER UPDATE ON app.victims_identified REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_victims_identified();
