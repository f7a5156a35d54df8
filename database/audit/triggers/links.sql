-- Triggers of audit.links.
CREATE TRIGGER links_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.links FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
