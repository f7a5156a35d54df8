-- Returns a person's live session and locks the sign-in row of its account until the commit. Machine keys are never returned.
CREATE OR REPLACE FUNCTION auth.lock_session(session bytea) RETURNS auth.sessions LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions; owner app.accounts;
BEGIN
  SELECT a.* INTO owner FROM app.accounts a JOIN auth.sessions s ON s.account_id = a.id
   WHERE s.hash = sha256(session) FOR SHARE OF a;
  IF owner.id IS NULL OR NOT auth.may_sign_in(owner) THEN RETURN NULL; END IF;
  PERFORM auth.lock_sign_in(owner.id);
  SELECT * INTO living FROM auth.sessions s
   WHERE s.hash = sha256(session) AND s.kind = 'session' AND s.ended_at IS NULL AND now() < auth.ends_at(s)
     AND now() < s.seen_at + s.idle
     FOR UPDATE;
  IF living.id IS NOT NULL AND living.pending_step IS NULL THEN PERFORM set_config('app.session', encode(session, 'hex'), true); END IF;
  RETURN living;
END $$;
