-- Ends one of the session's own other sessions.
CREATE OR REPLACE FUNCTION auth.end_own_session(session_id uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE me auth.sessions := auth.session(); ended boolean;
BEGIN
  UPDATE auth.sessions s SET ended_at = now()
   WHERE s.id = session_id AND s.account_id = me.account_id AND s.kind = 'session' AND s.ended_at IS NULL AND s.id <> me.id;
  ended := FOUND;
  IF ended THEN PERFORM audit.note('session.ended', session_id); END IF;
  RETURN ended;
END $$;
GRANT EXECUTE ON FUNCTION auth.end_own_session(uuid) TO tracker_app;
