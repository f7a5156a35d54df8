CALL app.add_legal_hold_triggers('app.triages');
SELECT audit.add_triggers('app.triages', withheld => '{rationale, child_access, has_hands_on_statement}');
CALL quota.count_texts('app.triages');
CREATE TRIGGER triages_timed AFTER INSERT ON app.triages REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.recalculate_timings_of_rows();
