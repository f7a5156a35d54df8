SELECT audit.add_triggers('app.subject_index_entries', withheld => '{given_name, family_name, given_key, family_key, born_on,
  descriptors, suspicion_basis, obtained_how}');
CALL quota.count_texts('app.subject_index_entries');
CREATE TRIGGER subject_index_entries_erased BEFORE UPDATE OF state ON app.subject_index_entries
  FOR EACH ROW WHEN (new.state IN ('refused', 'purged')) EXECUTE FUNCTION app.erase_subject();
CREATE TRIGGER subject_index_entries_independent BEFORE INSERT OR UPDATE OF approved_by ON app.subject_index_entries
  FOR EACH ROW WHEN (new.approved_by IS NOT NULL) EXECUTE FUNCTION auth.require_independence('approved_by', 'submitted_by');
CREATE TRIGGER subject_index_entries_revalidated BEFORE UPDATE ON app.subject_index_entries
  FOR EACH ROW WHEN (old.state = 'approved' AND new.state = 'approved'
  AND ((new.validated_on, new.review_due_on) IS DISTINCT FROM (old.validated_on, old.review_due_on) OR (old.corrected_by IS NOT NULL
  AND new.corrected_by IS NULL) OR (old.review_called_for IS NOT NULL AND new.review_called_for IS NULL)))
  EXECUTE FUNCTION auth.require_independent_revalidation();
-- Submitter, approver and corrector sign in their own name.
CREATE TRIGGER subject_index_entries_signed BEFORE INSERT OR UPDATE ON app.subject_index_entries FOR EACH ROW
  EXECUTE FUNCTION app.refuse_foreign_name('submitted_by', 'approved_by', 'corrected_by');
CREATE TRIGGER subject_index_entries_detach_identifiers AFTER UPDATE ON app.subject_index_entries
  FOR EACH ROW WHEN ((new.complaint_id IS NULL AND old.complaint_id IS NOT NULL) OR (new.state IN ('refused', 'purged')
  AND old.state IS DISTINCT FROM new.state)) EXECUTE FUNCTION app.detach_indexed_identifiers();
