-- Uses up a proof and returns whether it is valid. A failure counts, and too many failures lock the password and the codes. Each known
-- device has its own counter and lock, and all unknown devices share one: a stranger locks nobody out of a known device. Nobody guesses a
-- passkey or the signature of an identity provider, so these neither count nor are locked.
CREATE OR REPLACE FUNCTION auth.verify_proof(account uuid, proof auth.proof, rules auth.rules) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  held     auth.sign_in_status := auth.lock_sign_in(account);
  device   bytea := auth.device_of(account);
  failures timestamptz[] := held.failed_at;
  lock     timestamptz := held.locked_at;
  counted  timestamptz[];
  locks    boolean;
BEGIN
  IF (proof).kind IN ('passkey', 'identity_provider', 'identity_provider_mfa') THEN RETURN auth.consume_proof(account, proof); END IF;
  IF device IS NOT NULL THEN
    SELECT d.failed_at, d.locked_at INTO failures, lock FROM auth.devices d WHERE d.account_id = account AND d.hash = device;
  END IF;
  IF auth.is_locked(lock, rules) THEN
    UPDATE auth.sign_in_status s SET refused = s.refused + 1 WHERE s.account_id = account;
    RETURN false;
  END IF;
  IF auth.consume_proof(account, proof) THEN RETURN true; END IF;
  counted := ARRAY(SELECT f FROM unnest(failures) f
                    WHERE f > clock_timestamp() - (rules).failure_window AND (lock IS NULL OR f > lock)
                    ORDER BY f) || clock_timestamp();
  locks := cardinality(counted) >= (rules).most_failures;
  lock := CASE WHEN locks THEN clock_timestamp() END;
  IF device IS NULL THEN
    UPDATE auth.sign_in_status s SET failed_at = counted, locked_at = lock, refused = s.refused + 1 WHERE s.account_id = account;
  ELSE
    UPDATE auth.devices d SET failed_at = counted, locked_at = lock WHERE d.account_id = account AND d.hash = device;
    UPDATE auth.sign_in_status s SET refused = s.refused + 1 WHERE s.account_id = account;
  END IF;
  IF locks THEN PERFORM audit.note_about(account, CASE WHEN device IS NULL THEN 'account.locked' ELSE 'device.locked' END); END IF;
  RETURN false;
END $$;
