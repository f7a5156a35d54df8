CALL app.add_legal_hold_triggers('app.assignments');
SELECT audit.add_triggers('app.assignments', withheld => '{reason}');
CALL quota.count_texts('app.assignments');
CREATE TRIGGER assignments_timed AFTER INSERT ON app.assignments REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.recalculate_timings_of_rows();
