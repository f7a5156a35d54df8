-- Triggers of app.purged_counts.
SELECT audit.watch('app.purged_counts');
CREATE TRIGGER counted_delete AFTER DELETE ON app.purged_counts REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_purged_counts();
CREATE TRIGGER counted_insert AFTER INSERT ON app.purged_counts REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_purged_counts();
CREATE TRIGGER counted_update AFTER UPDATE ON app.purged_counts REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_purged_counts();
