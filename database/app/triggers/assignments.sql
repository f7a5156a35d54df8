CALL app.guard_by_legal_hold('app.assignments');
SELECT audit.watch('app.assignments', 'reason');
CALL quota.count_texts('app.assignments');
CREATE TRIGGER assignments_timed AFTER INSERT ON app.assignments REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.time_on_insert();
