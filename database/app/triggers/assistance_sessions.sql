-- Triggers of app.assistance_sessions.
SELECT audit.watch('app.assistance_sessions', 'recipient_name', 'topic', 'void_reason');
CREATE TRIGGER assistance_sessions_placed BEFORE INSERT OR UPDATE OF held_on, recipient_agency_id ON app.assistance_sessions FOR EACH ROW
  EXECUTE FUNCTION app.place_assistance();
CREATE TRIGGER counted_delete AFTER DELETE ON app.assistance_sessions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_assistance_sessions();
CREATE TRIGGER counted_insert AFTER INSERT ON app.assistance_sessions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_assistance_sessions();
CREATE TRIGGER counted_update AFTER UPDATE ON app.assistance_sessions REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_assistance_sessions();
