CREATE TRIGGER entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entries FOR EACH STATEMENT
  EXECUTE FUNCTION audit.refuse_change();
CREATE CONSTRAINT TRIGGER entries_linked AFTER INSERT ON audit.entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NOT new.follows)
  EXECUTE FUNCTION audit.link();
-- The partitions that are written to now are made once the triggers are there.
SELECT audit.prepare_months();
