SELECT audit.add_triggers('app.factor_resets', withheld => '{reason}');
-- Guards the approval whichever function or statement writes it. auth.approve_account guards accounts.
CREATE TRIGGER factor_resets_independent BEFORE INSERT OR UPDATE OF approved_by ON app.factor_resets
  FOR EACH ROW WHEN (new.approved_by IS NOT NULL) EXECUTE FUNCTION auth.require_independence('approved_by', 'requested_by', 'account_id');
CREATE TRIGGER factor_resets_acts_entered AFTER UPDATE ON app.factor_resets
  FOR EACH ROW WHEN (old.approved_at IS NULL AND new.approved_at IS NOT NULL) EXECUTE FUNCTION auth.enter_reset();
