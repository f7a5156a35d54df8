CALL app.add_legal_hold_triggers('app.complaints');
SELECT audit.add_triggers('app.complaints', withheld => '{external_reference, agency_case_number, narrative, intake_digest, sealed_before}');
CALL quota.count_texts('app.complaints');
CALL app.count_in_ledger('app.complaints');
CREATE TRIGGER complaints_numbered BEFORE INSERT ON app.complaints FOR EACH ROW WHEN (new.external_reference IS NOT NULL)
  EXECUTE FUNCTION oversight.set_sealed_before();
CREATE TRIGGER complaints_placed BEFORE INSERT OR UPDATE OF received_at, reported_to_ncmec_at ON app.complaints FOR EACH ROW
  EXECUTE FUNCTION app.set_complaint_columns();
CREATE TRIGGER complaints_attest_identifiers AFTER UPDATE OF state ON app.complaints
  FOR EACH ROW WHEN (old.state = 'received' AND new.state NOT IN ('received', 'on_hold', 'transfer_pending'))
  EXECUTE FUNCTION app.attest_identifiers_read();
CREATE TRIGGER complaints_call_review AFTER UPDATE OF is_sealed ON app.complaints FOR EACH ROW WHEN (new.is_sealed AND NOT old.is_sealed)
  EXECUTE FUNCTION app.call_review_of_sealed();
CREATE TRIGGER complaints_moved AFTER UPDATE OF state ON app.complaints FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state)
  EXECUTE FUNCTION app.enter_move();
CREATE TRIGGER complaints_searched_insert AFTER INSERT ON app.complaints REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.complaints_inserted();
CREATE TRIGGER complaints_searched_update AFTER UPDATE ON app.complaints
  FOR EACH ROW WHEN ((old.agency_id, old.working_agency_id, old.is_sealed, old.is_expunged, old.state, old.type, old.source, old.narrative,
  old.received_at, old.reported_to_ncmec_at) IS DISTINCT FROM (new.agency_id, new.working_agency_id, new.is_sealed, new.is_expunged, new.state,
  new.type, new.source, new.narrative, new.received_at, new.reported_to_ncmec_at)) EXECUTE FUNCTION oversight.complaint_updated();
CREATE TRIGGER complaints_searched_delete AFTER DELETE ON app.complaints REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.complaints_deleted();
CREATE TRIGGER complaints_text_erased AFTER DELETE ON app.complaints REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION quota.delete_case_texts();
-- Named to fire after complaints_moved, because a reopening is timed by its status change.
CREATE TRIGGER complaints_timed AFTER UPDATE OF agency_id, priority, cycle, merged_into, transferred_to ON app.complaints
  FOR EACH ROW WHEN ((old.agency_id, old.priority, old.cycle, old.merged_into, old.transferred_to) IS DISTINCT FROM (new.agency_id,
  new.priority, new.cycle, new.merged_into, new.transferred_to)) EXECUTE FUNCTION oversight.recalculate_timings_of_complaint();
