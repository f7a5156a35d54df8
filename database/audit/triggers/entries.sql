CREATE TRIGGER entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entries FOR EACH STATEMENT
  EXECUTE FUNCTION audit.refuse_change();
CREATE CONSTRAINT TRIGGER entries_linked AFTER INSERT ON audit.entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NOT new.follows)
  EXECUTE FUNCTION audit.link();
-- Creates the current partitions, now that the triggers exist.
SELECT audit.prepare_months();
