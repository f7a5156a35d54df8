CALL app.add_legal_hold_triggers('app.suspect_aliases');
SELECT audit.add_triggers('app.suspect_aliases', withheld => '{given_name, family_name, whole_name}');
CREATE TRIGGER suspect_aliases_searched_insert AFTER INSERT ON app.suspect_aliases REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.names_inserted();
CREATE TRIGGER suspect_aliases_searched_update AFTER UPDATE ON app.suspect_aliases REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.names_updated();
CREATE TRIGGER suspect_aliases_searched_delete AFTER DELETE ON app.suspect_aliases REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.names_deleted();
