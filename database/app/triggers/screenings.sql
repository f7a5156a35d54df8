CALL app.add_legal_hold_triggers('app.screenings');
SELECT audit.add_triggers('app.screenings', withheld => '{child_access, has_hands_on_statement}');
CALL quota.count_texts('app.screenings');
CREATE TRIGGER screenings_timed AFTER INSERT ON app.screenings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.recalculate_timings_of_rows();
