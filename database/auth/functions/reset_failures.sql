-- Resets the failures of the device that the owner has just signed in from, or of all unknown devices, never of both.
CREATE OR REPLACE FUNCTION auth.reset_failures(before auth.sign_in_status, rules auth.rules) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE device bytea := auth.device_of((before).account_id);
BEGIN
  IF device IS NOT NULL THEN
    UPDATE auth.devices d SET failed_at = '{}', locked_at = NULL WHERE d.account_id = (before).account_id AND d.hash = device;
  ELSIF NOT auth.is_locked((before).locked_at, rules) THEN
    UPDATE auth.sign_in_status s SET failed_at = '{}', locked_at = NULL WHERE s.account_id = (before).account_id;
  END IF;
END $$;
