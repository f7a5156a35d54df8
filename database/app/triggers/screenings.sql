CALL app.guard_by_legal_hold('app.screenings');
SELECT audit.watch('app.screenings');
CALL quota.count_texts('app.screenings');
CREATE TRIGGER screenings_timed AFTER INSERT ON app.screenings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.time_on_insert();
