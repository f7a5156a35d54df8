-- Triggers of app.returns.
SELECT audit.watch('app.returns', 'revision_reason', 'withdraw_reason', 'figures', 'findings', 'document');
CREATE TRIGGER returns_counted BEFORE INSERT ON app.returns FOR EACH ROW EXECUTE FUNCTION app.sign_a_count();
CREATE TRIGGER returns_counted_anew BEFORE UPDATE ON app.returns
  FOR EACH ROW WHEN ((new.figures, new.records_sha256) IS DISTINCT FROM (old.figures, old.records_sha256))
  EXECUTE FUNCTION app.sign_a_count();
CREATE TRIGGER returns_independent BEFORE INSERT OR UPDATE OF approved_by ON app.returns FOR EACH ROW WHEN (new.approved_by IS NOT NULL)
  EXECUTE FUNCTION auth.require_independent_locking();
CREATE TRIGGER returns_locked_with_their_records BEFORE UPDATE ON app.returns FOR EACH ROW WHEN (new.state = 'locked')
  EXECUTE FUNCTION app.refuse_other_records();
CREATE TRIGGER returns_signed BEFORE INSERT OR UPDATE ON app.returns FOR EACH ROW
  EXECUTE FUNCTION app.refuse_foreign_name('prepared_by', 'withdrawn_by', 'approved_by');
CREATE TRIGGER returns_stay BEFORE DELETE OR TRUNCATE ON app.returns FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
-- A locked or withdrawn report is final for every role.
CREATE TRIGGER returns_stay_settled BEFORE UPDATE ON app.returns FOR EACH ROW WHEN (old.state <> 'prepared')
  EXECUTE FUNCTION app.refuse_change();
