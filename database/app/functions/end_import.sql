-- Ends an import whose session is over, for the holder of that session's token. Discloses nothing of the import.
CREATE OR REPLACE FUNCTION app.end_import(import uuid, session bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE own auth.sessions;
BEGIN
  SELECT * INTO own FROM auth.sessions s WHERE s.hash = sha256(session);
  IF own.id IS NULL OR own.ended_at IS NULL AND now() < own.expires_at AND now() < own.seen_at + own.idle THEN RETURN; END IF;
  PERFORM audit.begin_change('import.interrupted', import, NULL, NULL);
  PERFORM oversight.end_import(import, own.account_id);
END $$;
GRANT EXECUTE ON FUNCTION app.end_import(uuid, bytea) TO tracker_app;
