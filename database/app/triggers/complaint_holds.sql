CALL app.guard_by_legal_hold('app.complaint_holds');
SELECT audit.watch('app.complaint_holds', 'reason');
CALL quota.count_texts('app.complaint_holds');
CREATE TRIGGER complaint_holds_timed_insert AFTER INSERT ON app.complaint_holds REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.time_on_insert();
CREATE TRIGGER complaint_holds_timed_update AFTER UPDATE ON app.complaint_holds REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.time_on_insert();
