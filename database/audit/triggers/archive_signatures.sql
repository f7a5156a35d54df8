CREATE TRIGGER archive_signatures_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.archive_signatures FOR EACH STATEMENT
  EXECUTE FUNCTION audit.refuse_change();
