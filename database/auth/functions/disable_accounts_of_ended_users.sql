-- Disables the accounts of linked users that their provider ended or deleted, with an entry each. The rows are those before the statement, so
-- a link that was lost earlier gives no power. It runs after the entries of the users, because the session ends with the account of the key's owner.
CREATE OR REPLACE FUNCTION auth.disable_accounts_of_ended_users() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended uuid; why constant text := 'The identity provider ended the user.';
BEGIN
  IF NOT auth.is_provider() THEN RETURN NULL; END IF;
  FOR ended IN
    SELECT a.id FROM old_rows o JOIN app.accounts a ON a.id = o.account_id AND a.disabled_at IS NULL
     WHERE o.state = 'linked' AND NOT EXISTS (SELECT FROM app.provisioned_users u WHERE u.id = o.id AND u.state <> 'left')
       AND auth.is_at_or_below(a.task_force_id, a.agency_id, o.task_force_id, o.agency_id)
  LOOP
    PERFORM audit.begin_change('account.disabled-by-provider', ended, why, current_setting('app.request', true));
    UPDATE app.accounts a SET disabled_at = now(), disabled_reason = why, version = a.version + 1 WHERE a.id = ended AND a.disabled_at IS NULL;
  END LOOP;
  RETURN NULL;
END $$;
