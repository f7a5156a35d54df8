CREATE TRIGGER entries_default_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entries_default FOR EACH STATEMENT
  EXECUTE FUNCTION audit.refuse_change();
