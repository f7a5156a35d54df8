CALL app.add_legal_hold_triggers('app.reported_persons');
SELECT audit.add_triggers('app.reported_persons', withheld => '{given_name, family_name, other_name, born_on, approximate_age,
  description, void_reason}');
CALL quota.count_texts('app.reported_persons');
CREATE TRIGGER reported_persons_searched_insert AFTER INSERT ON app.reported_persons REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.names_inserted();
CREATE TRIGGER reported_persons_searched_update AFTER UPDATE ON app.reported_persons REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.names_updated();
CREATE TRIGGER reported_persons_searched_delete AFTER DELETE ON app.reported_persons REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.names_deleted();
