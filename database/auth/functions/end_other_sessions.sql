-- Ends all sessions of an account but the given one.
CREATE OR REPLACE FUNCTION auth.end_other_sessions(living auth.sessions) RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  UPDATE auth.sessions s SET ended_at = now()
   WHERE s.account_id = (living).account_id AND s.kind = 'session' AND s.ended_at IS NULL AND s.id <> (living).id;
END;
