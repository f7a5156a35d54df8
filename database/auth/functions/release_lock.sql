-- Ends the lock of an account. Administrators do it for accounts of their seat and below, never for their own.
CREATE OR REPLACE FUNCTION auth.release_lock(account uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE releasing auth.sessions := auth.session(); released app.accounts; is_released boolean;
BEGIN
  SELECT * INTO released FROM app.accounts a WHERE a.id = account FOR SHARE;
  IF releasing.role IS DISTINCT FROM 'admin' OR releasing.kind <> 'session' OR released.id IS NULL
     OR released.id = releasing.account_id
     OR (releasing.task_force_id IS NOT NULL AND releasing.task_force_id IS DISTINCT FROM released.task_force_id)
     OR (releasing.agency_id IS NOT NULL AND releasing.agency_id IS DISTINCT FROM released.agency_id) THEN
    RAISE EXCEPTION 'not an account to release' USING ERRCODE = '42501';
  END IF;
  PERFORM auth.lock_sign_in(account);
  UPDATE auth.sign_in_status s SET locked_at = NULL, failed_at = '{}' WHERE s.account_id = account AND s.locked_at IS NOT NULL;
  is_released := FOUND;
  UPDATE auth.devices d SET locked_at = NULL, failed_at = '{}' WHERE d.account_id = account AND d.locked_at IS NOT NULL;
  IF NOT FOUND AND NOT is_released THEN RETURN false; END IF;
  PERFORM audit.note('account.unlocked', account, 'done', nullif(current_setting('app.reason', true), ''));
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION auth.release_lock(uuid) TO tracker_app;
