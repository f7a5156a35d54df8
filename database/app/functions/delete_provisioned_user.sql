-- Deletes a user of the session's provider, with an entry. Returns false for a user that it does not have. The deletion of a linked user disables
-- the account, which may be that of the key's owner and end the session. So the entry comes first.
CREATE OR REPLACE FUNCTION app.delete_provisioned_user(provisioned uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE me auth.sessions := auth.session(); held app.provisioned_users;
BEGIN
  IF NOT auth.is_provider() THEN RAISE EXCEPTION 'not a provider' USING ERRCODE = '42501'; END IF;
  SELECT * INTO held FROM app.provisioned_users u
   WHERE u.id = provisioned AND u.task_force_id = me.task_force_id AND u.agency_id IS NOT DISTINCT FROM me.agency_id FOR UPDATE;
  IF held.id IS NULL THEN RETURN false; END IF;
  PERFORM audit.note('provisioned-user.deleted', held.id);
  DELETE FROM app.provisioned_users u WHERE u.id = held.id;
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION app.delete_provisioned_user(uuid) TO tracker_app;
