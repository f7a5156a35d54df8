CREATE TRIGGER entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entries FOR EACH STATEMENT
  EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER entries_queued AFTER INSERT ON audit.entries FOR EACH ROW WHEN (NOT new.follows) EXECUTE FUNCTION audit.queue_entry();
-- Creates the current partitions, now that the triggers exist.
SELECT audit.prepare_months();
