-- Triggers of audit.heads.
CREATE TRIGGER heads_only_move BEFORE DELETE OR TRUNCATE ON audit.heads FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
