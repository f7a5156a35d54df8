-- Gives a session a new token and its next pending step. A sign-in through an identity provider asks for no new password, because it used
-- none.
CREATE OR REPLACE FUNCTION auth.advance_session(living auth.sessions, fresh bytea, next_step text, reason text, rules auth.rules) RETURNS auth.entry
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE waiting auth.sessions;
BEGIN
  IF next_step IS NULL OR (next_step = 'password' AND (living).opened_with IN ('identity_provider', 'identity_provider_mfa')) THEN
    RETURN auth.complete_session(living, fresh, reason, rules);
  END IF;
  UPDATE auth.sessions s SET hash = sha256(fresh), pending_step = next_step, seen_at = now() WHERE s.id = (living).id
  RETURNING * INTO waiting;
  RETURN ROW(waiting.id, auth.ends_at(waiting), waiting.pending_step, auth.factors_for(waiting, rules), NULL, NULL, NULL, NULL)::auth.entry;
END $$;
