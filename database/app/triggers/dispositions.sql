CALL app.guard_by_legal_hold('app.dispositions');
SELECT audit.watch('app.dispositions', 'narrative');
CALL quota.count_texts('app.dispositions');
CREATE TRIGGER dispositions_timed AFTER INSERT ON app.dispositions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.time_on_insert();
