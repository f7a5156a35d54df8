-- Triggers of app.preservations.
CALL app.guard_by_legal_hold('app.preservations');
SELECT audit.watch('app.preservations', 'account', 'release_reason');
CALL quota.count_texts('app.preservations');
CREATE TRIGGER counted_delete AFTER DELETE ON app.preservations REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_preservations();
CREATE TRIGGER counted_insert AFTER INSERT ON app.preservations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_preservations();
CREATE TRIGGER counted_update AFTER UPDATE ON app.preservations REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_preservations();
