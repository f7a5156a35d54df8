SELECT audit.add_triggers('app.performance_reports', withheld => '{revision_reason, withdraw_reason, figures, findings, document}');
CREATE TRIGGER performance_reports_counted_insert BEFORE INSERT ON app.performance_reports FOR EACH ROW EXECUTE FUNCTION app.set_counted_by();
CREATE TRIGGER performance_reports_counted_update BEFORE UPDATE ON app.performance_reports
  FOR EACH ROW WHEN ((new.figures, new.records_sha256) IS DISTINCT FROM (old.figures, old.records_sha256))
  EXECUTE FUNCTION app.set_counted_by();
CREATE TRIGGER performance_reports_independent BEFORE INSERT OR UPDATE OF approved_by ON app.performance_reports
  FOR EACH ROW WHEN (new.approved_by IS NOT NULL) EXECUTE FUNCTION auth.require_independent_locking();
CREATE TRIGGER performance_reports_match_records BEFORE UPDATE ON app.performance_reports FOR EACH ROW WHEN (new.state = 'locked')
  EXECUTE FUNCTION app.require_counted_records();
CREATE TRIGGER performance_reports_signed BEFORE INSERT OR UPDATE ON app.performance_reports FOR EACH ROW
  EXECUTE FUNCTION app.refuse_foreign_name('prepared_by', 'withdrawn_by', 'approved_by');
CREATE TRIGGER performance_reports_delete_refused BEFORE DELETE OR TRUNCATE ON app.performance_reports
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
-- A locked or withdrawn report is final for every role.
CREATE TRIGGER performance_reports_update_refused BEFORE UPDATE ON app.performance_reports FOR EACH ROW WHEN (old.state <> 'prepared')
  EXECUTE FUNCTION app.refuse_change();
