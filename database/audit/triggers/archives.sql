-- Triggers of audit.archives.
CREATE TRIGGER archives_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.archives FOR EACH STATEMENT
  EXECUTE FUNCTION audit.refuse_change();
