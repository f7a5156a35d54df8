-- Triggers of audit.seals.
CREATE TRIGGER seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.seals FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
