-- Accepts the second factor after a password or an identity provider. A recovery code means a lost factor: other sessions end, and a new
-- factor must be enrolled.
CREATE OR REPLACE FUNCTION auth.pass_second_factor(session bytea, fresh bytea, proof auth.proof, rules auth.rules)
  RETURNS SETOF auth.entry LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.lock_session(session); shown text := (proof).kind;
BEGIN
  IF living.id IS NULL OR living.pending_step IS DISTINCT FROM 'second_factor' THEN RETURN; END IF;
  IF shown <> ALL (auth.factors_for(living, rules)) THEN proof := ROW('nothing', NULL, NULL, NULL); END IF;
  IF NOT auth.verify_proof(living.account_id, proof, rules) THEN
    PERFORM audit.note_about(living.account_id, 'session.refused', 'refused', 'second factor');
    RETURN;
  END IF;
  IF shown = 'recovery_code' THEN
    PERFORM auth.end_other_sessions(living);
    PERFORM audit.note_about(living.account_id, 'recovery-code.used');
  END IF;
  RETURN NEXT auth.advance_session(living, fresh, auth.next_step_after(shown, living.account_id, living.role, living.task_force_id, rules),
                         concat_ws(', ', coalesce(living.opened_with, 'password'), shown), rules);
END $$;
GRANT EXECUTE ON FUNCTION auth.pass_second_factor(bytea, bytea, auth.proof, auth.rules) TO tracker_auth;
