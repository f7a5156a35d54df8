-- Records a re-authentication, which holds for five minutes.
CREATE OR REPLACE FUNCTION auth.step_up(session bytea, fresh bytea, proof auth.proof, rules auth.rules) RETURNS SETOF auth.entry
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.lock_session(session);
BEGIN
  IF living.id IS NULL OR living.pending_step IS NOT NULL THEN RETURN; END IF;
  IF (proof).kind <> ALL (auth.factors_for(living, rules)) THEN proof := ROW('nothing', NULL, NULL, NULL); END IF;
  IF NOT auth.verify_proof(living.account_id, proof, rules) THEN
    PERFORM audit.note('session.stepped-up', living.id, 'refused');
    RETURN;
  END IF;
  UPDATE auth.sessions s SET hash = sha256(fresh), stepped_up_at = now(), seen_at = now() WHERE s.id = living.id
  RETURNING * INTO living;
  PERFORM set_config('app.session', encode(fresh, 'hex'), true);
  PERFORM audit.note('session.stepped-up', living.id, 'done', (proof).kind);
  RETURN NEXT ROW(living.id, living.expires_at, NULL, auth.factors_for(living, rules), NULL, NULL, NULL, NULL)::auth.entry;
END $$;
GRANT EXECUTE ON FUNCTION auth.step_up(bytea, bytea, auth.proof, auth.rules) TO tracker_auth;
