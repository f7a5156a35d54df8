SELECT audit.add_triggers('app.subject_index_identifiers', withheld => '{hash, hash_before}');
CREATE TRIGGER subject_index_identifiers_of_suspects BEFORE INSERT ON app.subject_index_identifiers FOR EACH ROW
  EXECUTE FUNCTION app.check_indexed_identifier();
CREATE TRIGGER subject_index_identifiers_signed BEFORE INSERT ON app.subject_index_identifiers FOR EACH ROW
  EXECUTE FUNCTION app.refuse_foreign_name('shared_by');
