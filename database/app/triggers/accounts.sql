SELECT audit.add_triggers('app.accounts', withheld => '{email, name, disabled_reason}');
CREATE TRIGGER accounts_settled BEFORE INSERT OR UPDATE ON app.accounts FOR EACH ROW EXECUTE FUNCTION auth.settle_account();
CREATE TRIGGER accounts_acts_entered AFTER INSERT OR UPDATE ON app.accounts FOR EACH ROW EXECUTE FUNCTION auth.enter_account_acts();
CREATE TRIGGER accounts_change_ends_sessions AFTER UPDATE ON app.accounts
  FOR EACH ROW WHEN ((old.role, old.task_force_id, old.agency_id, old.disabled_at) IS DISTINCT FROM (new.role, new.task_force_id,
  new.agency_id, new.disabled_at)) EXECUTE FUNCTION auth.end_sessions_of_changed_account();
CREATE TRIGGER accounts_move_unlinks_users BEFORE UPDATE ON app.accounts
  FOR EACH ROW WHEN ((old.task_force_id, old.agency_id) IS DISTINCT FROM (new.task_force_id, new.agency_id))
  EXECUTE FUNCTION app.unlink_moved_account();
