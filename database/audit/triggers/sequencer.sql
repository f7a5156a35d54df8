CREATE TRIGGER sequencer_update_only BEFORE DELETE OR TRUNCATE ON audit.sequencer FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
