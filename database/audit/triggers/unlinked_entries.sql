CREATE TRIGGER unlinked_entries_added_or_linked BEFORE UPDATE OR TRUNCATE ON audit.unlinked_entries FOR EACH STATEMENT
  EXECUTE FUNCTION audit.refuse_change();
