-- Triggers of audit.archive_seals.
CREATE TRIGGER archive_seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.archive_seals FOR EACH STATEMENT
  EXECUTE FUNCTION audit.refuse_change();
