-- Triggers of audit.archives.
CREATE TRIGGER archives_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.archives FOR EACH STATEMENT
  EXECUTE FUNCTION audit.refuse_change();
