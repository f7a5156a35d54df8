-- Restores access by a second person. Returns false where nothing waits for approval.
CREATE OR REPLACE FUNCTION vault.restore_access(withdrawal uuid, at timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me    auth.sessions := auth.session();
  asked app.identity_access_withdrawals;
  held  app.accounts;
BEGIN
  SELECT * INTO asked FROM app.identity_access_withdrawals w WHERE w.id = withdrawal FOR UPDATE;
  SELECT * INTO held FROM app.accounts a WHERE a.id = asked.account_id;
  IF me.id IS NULL OR held.id IS NULL OR me.kind <> 'session' OR me.role <> 'supervisor'
     OR NOT coalesce(me.stepped_up_at > now() - interval '5 minutes', false)
     OR me.task_force_id IS DISTINCT FROM asked.task_force_id
     OR NOT auth.is_at_or_below(held.task_force_id, held.agency_id, me.task_force_id, me.agency_id)
     OR me.account_id = held.id OR me.account_id IS NOT DISTINCT FROM asked.restoration_requested_by THEN
    RAISE EXCEPTION 'not an access to give back' USING ERRCODE = '42501';
  END IF;
  IF asked.restoration_requested_at IS NULL OR asked.restored_at IS NOT NULL THEN RETURN false; END IF;
  UPDATE app.identity_access_withdrawals w SET restored_by = me.account_id, restored_at = at, version = w.version + 1
   WHERE w.id = withdrawal;
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION vault.restore_access(uuid, timestamptz) TO tracker_app;
