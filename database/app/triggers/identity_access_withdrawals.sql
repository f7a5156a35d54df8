SELECT audit.add_triggers('app.identity_access_withdrawals', withheld => '{reason, restoration_reason}');
CREATE TRIGGER identity_access_withdrawals_independent BEFORE INSERT OR UPDATE OF restored_by ON app.identity_access_withdrawals
  FOR EACH ROW WHEN (new.restored_by IS NOT NULL)
  EXECUTE FUNCTION auth.require_independence('restored_by', 'restoration_requested_by', 'account_id');
