CALL app.add_legal_hold_triggers('app.suspects');
SELECT audit.add_triggers('app.suspects', withheld => '{given_name, family_name, born_on}');
CALL quota.count_texts('app.suspects');
CALL app.count_in_ledger('app.suspects');
CREATE TRIGGER suspects_call_review AFTER UPDATE OF given_name, family_name, born_on, juvenile, voided_at ON app.suspects
  FOR EACH ROW WHEN ((old.given_name, old.family_name, old.born_on, old.juvenile, old.voided_at) IS DISTINCT FROM (new.given_name,
  new.family_name, new.born_on, new.juvenile, new.voided_at)) EXECUTE FUNCTION app.call_review_of_subject();
CREATE TRIGGER suspects_searched_insert AFTER INSERT ON app.suspects REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.names_inserted();
CREATE TRIGGER suspects_searched_update AFTER UPDATE ON app.suspects REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.names_updated();
CREATE TRIGGER suspects_searched_delete AFTER DELETE ON app.suspects REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.names_deleted();
