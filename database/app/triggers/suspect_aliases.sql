-- Triggers of app.suspect_aliases.
CALL app.keep_while_held('app.suspect_aliases');
SELECT audit.watch('app.suspect_aliases', 'given_name', 'family_name', 'whole_name');
CREATE TRIGGER suspect_aliases_searched AFTER INSERT ON app.suspect_aliases REFERENCING NEW TABLE AS came FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.names_inserted();
CREATE TRIGGER suspect_aliases_searched_anew AFTER UPDATE ON app.suspect_aliases REFERENCING NEW TABLE AS came FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.names_updated();
CREATE TRIGGER suspect_aliases_searched_no_more AFTER DELETE ON app.suspect_aliases REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.names_deleted();
