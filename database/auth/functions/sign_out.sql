-- Signs out. Returns false without a session.
CREATE OR REPLACE FUNCTION auth.sign_out(session bytea) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.lock_session(session);
BEGIN
  IF living.id IS NULL THEN RETURN false; END IF;
  IF living.pending_step IS NULL THEN PERFORM audit.note('session.ended', living.id);
  ELSE PERFORM audit.note_about(living.account_id, 'session.ended'); END IF;
  UPDATE auth.sessions s SET ended_at = now() WHERE s.id = living.id;
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION auth.sign_out(bytea) TO tracker_auth;
