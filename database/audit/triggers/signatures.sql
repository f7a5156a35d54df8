CREATE TRIGGER signatures_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.signatures FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
