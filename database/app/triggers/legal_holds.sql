CALL app.add_legal_hold_triggers('app.legal_holds');
SELECT audit.add_triggers('app.legal_holds', withheld => '{authority, reason, lift_reason}');
CALL quota.count_texts('app.legal_holds');
CREATE TRIGGER legal_holds_independent BEFORE INSERT OR UPDATE OF lifted_by ON app.legal_holds FOR EACH ROW WHEN (new.lifted_by IS NOT NULL)
  EXECUTE FUNCTION auth.require_independence('lifted_by', 'lift_requested_by');
CREATE TRIGGER legal_holds_signed BEFORE INSERT OR UPDATE ON app.legal_holds FOR EACH ROW
  EXECUTE FUNCTION app.refuse_foreign_name('placed_by', 'lift_requested_by', 'lifted_by');
-- A hold that was lifted is final for the application.
CREATE TRIGGER legal_holds_update_refused BEFORE UPDATE ON app.legal_holds
  FOR EACH ROW WHEN (old.lifted_at IS NOT NULL AND current_user = 'tracker_app') EXECUTE FUNCTION app.refuse_change();
