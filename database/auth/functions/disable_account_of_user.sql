-- Disables the account of a user of the session's provider, linked or of before, and returns its id. Returns null for an account that is
-- disabled already, no longer of the provider's seat, or linked to another user. The owner of the key is no exception: the key ends with the account.
CREATE OR REPLACE FUNCTION auth.disable_account_of_user(provisioned uuid, reason text) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE me auth.sessions := auth.session(); disabled uuid;
BEGIN
  IF NOT auth.is_provider() THEN RAISE EXCEPTION 'not a provider' USING ERRCODE = '42501'; END IF;
  UPDATE app.accounts a SET disabled_at = now(), disabled_reason = reason, version = a.version + 1
    FROM app.provisioned_users u
   WHERE u.id = provisioned AND u.task_force_id = me.task_force_id AND u.agency_id IS NOT DISTINCT FROM me.agency_id
     AND a.id = u.account_id AND a.disabled_at IS NULL
     AND NOT EXISTS (SELECT FROM app.provisioned_users o WHERE o.account_id = a.id AND o.state = 'linked' AND o.id <> u.id)
     AND auth.is_at_or_below(a.task_force_id, a.agency_id, u.task_force_id, u.agency_id)
  RETURNING a.id INTO disabled;
  RETURN disabled;
END $$;
GRANT EXECUTE ON FUNCTION auth.disable_account_of_user(uuid, text) TO tracker_app;
