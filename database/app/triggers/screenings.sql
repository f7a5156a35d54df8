-- Triggers of app.screenings.
CALL app.keep_while_held('app.screenings');
SELECT audit.watch('app.screenings');
CALL quota.count_texts('app.screenings', 'type', 'mode');
CREATE TRIGGER screenings_timed AFTER INSERT ON app.screenings REFERENCING NEW TABLE AS came FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.time_on_insert();
