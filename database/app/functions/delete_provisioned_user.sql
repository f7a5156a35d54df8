-- Deletes a user of the session's provider, with an entry, and disables the account that is linked, or was before a return. Returns false for a user that it does not have.
-- The account may be that of the key's owner, whose end is the end of the session. So the entry comes first.
CREATE OR REPLACE FUNCTION app.delete_provisioned_user(provisioned uuid, reason text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE me auth.sessions := auth.session(); held app.provisioned_users;
BEGIN
  IF NOT auth.is_provider() THEN RAISE EXCEPTION 'not a provider' USING ERRCODE = '42501'; END IF;
  SELECT * INTO held FROM app.provisioned_users u
   WHERE u.id = provisioned AND u.task_force_id = me.task_force_id AND u.agency_id IS NOT DISTINCT FROM me.agency_id FOR UPDATE;
  IF held.id IS NULL THEN RETURN false; END IF;
  PERFORM audit.note('provisioned-user.deleted', held.id);
  IF held.account_id IS NOT NULL AND held.state IN ('linked', 'waiting') THEN
    PERFORM audit.begin_change('account.disabled-by-provider', held.account_id, reason, current_setting('app.request', true));
    PERFORM auth.disable_account_of_user(held.id, reason);
  END IF;
  DELETE FROM app.provisioned_users u WHERE u.id = held.id;
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION app.delete_provisioned_user(uuid, text) TO tracker_app;
