CALL app.add_legal_hold_triggers('app.identifiers');
SELECT audit.add_triggers('app.identifiers', withheld => '{raw, normalised, void_reason}');
CALL quota.count_texts('app.identifiers');
CREATE TRIGGER identifiers_attested BEFORE INSERT ON app.identifiers FOR EACH ROW EXECUTE FUNCTION app.attest_identifier();
CREATE TRIGGER identifiers_claimed_insert AFTER INSERT ON app.identifiers FOR EACH ROW WHEN (new.role = 'victim' AND new.attested_at IS NOT NULL)
  EXECUTE FUNCTION app.note_victim_claim();
CREATE TRIGGER identifiers_claimed_update AFTER UPDATE OF voided_at, role, attested_at ON app.identifiers
  FOR EACH ROW WHEN ('victim' IN (old.role, new.role)
  AND (new.voided_at, new.role, new.attested_at) IS DISTINCT FROM (old.voided_at, old.role, old.attested_at))
  EXECUTE FUNCTION app.note_victim_claim();
CREATE TRIGGER identifiers_index_removed AFTER UPDATE OF voided_at, role, suspect_id ON app.identifiers
  FOR EACH ROW WHEN ((new.voided_at, new.role, new.suspect_id) IS DISTINCT FROM (old.voided_at, old.role, old.suspect_id))
  EXECUTE FUNCTION app.remove_shared_identifier();
