-- Changes the password of an owner who knows the present one. Other sessions end; machine keys and other pending steps stay.
CREATE OR REPLACE FUNCTION auth.change_own_password(session bytea, fresh bytea, proof auth.proof, password_hash text, rules auth.rules)
  RETURNS SETOF auth.entry LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.lock_session(session);
BEGIN
  IF living.id IS NULL OR living.pending_step IN ('second_factor', 'enrolment') THEN RETURN; END IF;
  IF NOT auth.verify_proof(living.account_id, proof, rules) THEN
    PERFORM audit.note_about(living.account_id, 'password.set', 'refused');
    RETURN;
  END IF;
  PERFORM auth.store_password(living.account_id, change_own_password.password_hash);
  PERFORM auth.end_other_sessions(living);
  IF living.pending_step = 'password' THEN
    PERFORM audit.note_about(living.account_id, 'password.set');
    RETURN NEXT auth.complete_session(living, fresh, 'password', rules);
    RETURN;
  END IF;
  PERFORM audit.note('password.set', living.account_id);
  UPDATE auth.sessions s SET hash = sha256(fresh), seen_at = now() WHERE s.id = living.id RETURNING * INTO living;
  RETURN NEXT ROW(living.id, living.expires_at, NULL, auth.factors_for(living, rules), NULL, NULL, NULL, NULL)::auth.entry;
END $$;
GRANT EXECUTE ON FUNCTION auth.change_own_password(bytea, bytea, auth.proof, text, auth.rules) TO tracker_auth;
