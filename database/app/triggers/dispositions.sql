CALL app.add_legal_hold_triggers('app.dispositions');
SELECT audit.add_triggers('app.dispositions', withheld => '{narrative}');
CALL quota.count_texts('app.dispositions');
CREATE TRIGGER dispositions_timed AFTER INSERT ON app.dispositions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.recalculate_timings_of_rows();
