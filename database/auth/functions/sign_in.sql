-- Opens a session for a valid proof, or records the failure. The account and the checked credentials stay locked until the commit, so no
-- sign-in slips past a disablement or a new password. An identity provider enrolls no factor: whoever controls it would own the account.
CREATE OR REPLACE FUNCTION auth.sign_in(account uuid, proof auth.proof, is_weak boolean, session_id uuid, fresh bytea, notice text,
                             rules auth.rules) RETURNS SETOF auth.entry
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE owner app.accounts; opened auth.sessions; entered auth.entry; next_step text; passes boolean := false;
        is_by_provider boolean := (proof).kind IN ('identity_provider', 'identity_provider_mfa');
BEGIN
  SELECT * INTO owner FROM app.accounts a WHERE a.id = account FOR SHARE;
  IF owner.id IS NOT NULL AND auth.may_sign_in(owner) THEN passes := auth.verify_proof(owner.id, proof, rules); END IF;
  IF passes AND is_weak THEN UPDATE auth.credentials c SET is_weak = true WHERE c.account_id = owner.id; END IF;
  IF passes AND (proof).kind <> 'passkey' THEN
    next_step := auth.next_step_after((proof).kind, owner.id, owner.role, owner.task_force_id, rules);
  END IF;
  IF NOT passes OR (is_by_provider AND next_step = 'enrolment') THEN
    PERFORM audit.note_about(owner.id, 'session.refused', 'refused', 'sign-in');
    RETURN;
  END IF;
  INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at, pending_step, notice, address,
                             opened_with)
  VALUES (sha256(fresh), session_id, owner.id, owner.role, owner.task_force_id, owner.agency_id,
          CASE WHEN owner.role = 'admin' OR owner.task_force_id IS NULL THEN interval '15 minutes'
               ELSE interval '30 minutes' END,
          now() + interval '12 hours', next_step, sign_in.notice, nullif(current_setting('app.address', true), '')::inet,
          (proof).kind)
  RETURNING * INTO opened;
  entered := auth.advance_session(opened, fresh, next_step, (proof).kind, rules);
  IF entered.pending_step IS NOT NULL THEN
    PERFORM audit.note_about(owner.id,
                             CASE (proof).kind WHEN 'password' THEN 'session.started' ELSE 'session.started-by-identity-provider' END, 'done', concat_ws(', ', (proof).kind, 'notice ' || opened.notice));
  END IF;
  RETURN NEXT entered;
END $$;
GRANT EXECUTE ON FUNCTION auth.sign_in(uuid, auth.proof, boolean, uuid, bytea, text, auth.rules) TO tracker_auth;
