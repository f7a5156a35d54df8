-- Triggers of app.prosecutions.
CALL app.guard_by_legal_hold('app.prosecutions');
SELECT audit.watch('app.prosecutions', 'case_number', 'sentence_note');
CREATE TRIGGER counted_delete AFTER DELETE ON app.prosecutions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_prosecutions();
CREATE TRIGGER counted_insert AFTER INSERT ON app.prosecutions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_prosecutions();
CREATE TRIGGER counted_update AFTER UPDATE ON app.prosecutions REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_prosecutions();
