-- Registers the device of a session that has just been completed, under a new token, for 90 days. The ten most recently used devices stay.
CREATE OR REPLACE FUNCTION auth.remember_device(session bytea, fresh bytea) RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.lock_session(session); until timestamptz := now() + interval '90 days';
BEGIN
  IF living.id IS NULL OR living.pending_step IS NOT NULL THEN RETURN NULL; END IF;
  -- Other accounts may know the same device, and still do.
  UPDATE auth.devices d SET hash = sha256(fresh)
   WHERE d.hash = sha256(decode(nullif(current_setting('app.device', true), ''), 'hex'));
  DELETE FROM auth.devices d
   WHERE d.account_id = living.account_id
     AND (d.expires_at <= now()
          OR d.hash IN (SELECT o.hash FROM auth.devices o WHERE o.account_id = living.account_id AND o.hash <> sha256(fresh)
                         ORDER BY o.used_at DESC, o.hash OFFSET 9));
  INSERT INTO auth.devices (hash, account_id, expires_at) VALUES (sha256(fresh), living.account_id, until)
      ON CONFLICT (account_id, hash) DO UPDATE SET used_at = now(), expires_at = excluded.expires_at;
  RETURN until;
END $$;
GRANT EXECUTE ON FUNCTION auth.remember_device(bytea, bytea) TO tracker_auth;
