-- Triggers of audit.heads.
CREATE TRIGGER heads_update_only BEFORE DELETE OR TRUNCATE ON audit.heads FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
