SELECT audit.add_triggers('app.provisioned_users',
  withheld => '{user_name, external_id, display_name, formatted_name, given_name, family_name, email}');
-- Statement triggers run in the order of their names: the entries of the users come before.
CREATE TRIGGER provisioned_users_ended AFTER UPDATE ON app.provisioned_users REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION auth.disable_accounts_of_ended_users();
CREATE TRIGGER provisioned_users_deleted AFTER DELETE ON app.provisioned_users REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION auth.disable_accounts_of_ended_users();
