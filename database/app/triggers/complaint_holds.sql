-- Triggers of app.complaint_holds.
CALL app.keep_while_held('app.complaint_holds');
SELECT audit.watch('app.complaint_holds', 'reason');
CALL quota.count_texts('app.complaint_holds', 'reason');
CREATE TRIGGER complaint_holds_timed AFTER INSERT ON app.complaint_holds REFERENCING NEW TABLE AS came FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.time_on_insert();
CREATE TRIGGER complaint_holds_timed_anew AFTER UPDATE ON app.complaint_holds REFERENCING NEW TABLE AS came FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.time_on_insert();
