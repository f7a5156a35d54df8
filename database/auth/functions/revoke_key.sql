-- Ends a machine key and returns whether the session has such a key. An ended key stays ended.
CREATE OR REPLACE FUNCTION auth.revoke_key(key uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM auth.keys_seen() k WHERE k.id = key) THEN RETURN false; END IF;
  UPDATE auth.sessions s SET ended_at = now() WHERE s.id = key AND s.ended_at IS NULL;
  IF FOUND THEN
    PERFORM audit.note('machine-key.revoked', key, request => nullif(current_setting('app.request', true), ''));
  END IF;
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION auth.revoke_key(uuid) TO tracker_app;
