CALL app.guard_by_legal_hold('app.suspect_aliases');
SELECT audit.watch('app.suspect_aliases', 'given_name', 'family_name', 'whole_name');
CREATE TRIGGER suspect_aliases_searched_insert AFTER INSERT ON app.suspect_aliases REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.names_inserted();
CREATE TRIGGER suspect_aliases_searched_update AFTER UPDATE ON app.suspect_aliases REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.names_updated();
CREATE TRIGGER suspect_aliases_searched_delete AFTER DELETE ON app.suspect_aliases REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.names_deleted();
