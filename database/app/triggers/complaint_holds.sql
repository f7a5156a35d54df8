CALL app.add_legal_hold_triggers('app.complaint_holds');
SELECT audit.add_triggers('app.complaint_holds', withheld => '{reason}');
CALL quota.count_texts('app.complaint_holds');
CREATE TRIGGER complaint_holds_timed_insert AFTER INSERT ON app.complaint_holds REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.recalculate_timings_of_rows();
CREATE TRIGGER complaint_holds_timed_update AFTER UPDATE ON app.complaint_holds REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.recalculate_timings_of_rows();
