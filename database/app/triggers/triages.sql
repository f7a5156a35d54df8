CALL app.guard_by_legal_hold('app.triages');
SELECT audit.watch('app.triages', 'rationale');
CALL quota.count_texts('app.triages');
CREATE TRIGGER triages_timed AFTER INSERT ON app.triages REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.time_on_insert();
