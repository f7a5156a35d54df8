-- Triggers of audit.links.
CREATE TRIGGER links_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.links FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
