-- Completes a session: no step is pending. The oldest sessions beyond the limit end. An identity provider alone does not re-authenticate:
-- sensitive actions need a proof that the tracker has checked itself. Only a pending second factor or enrollment has had one, because a
-- sign-in through a provider is refused where enrollment would be its first step.
CREATE OR REPLACE FUNCTION auth.complete_session(living auth.sessions, fresh bytea, reason text, rules auth.rules) RETURNS auth.entry
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE before auth.sign_in_status := auth.lock_sign_in((living).account_id); entered auth.sessions; displaced uuid;
        is_by_provider boolean := coalesce((living).opened_with IN ('identity_provider', 'identity_provider_mfa'), false)
                                  AND coalesce((living).pending_step, '') NOT IN ('second_factor', 'enrolment');
BEGIN
  UPDATE auth.sessions s SET hash = sha256(fresh), pending_step = NULL, stepped_up_at = CASE WHEN NOT is_by_provider THEN now() END, seen_at = now()
   WHERE s.id = (living).id RETURNING * INTO entered;
  UPDATE auth.sign_in_status s SET last_signed_in_at = now(), last_address = entered.address, refused = 0
   WHERE s.account_id = entered.account_id;
  -- A passkey or an identity provider alone neither ends a lock nor resets the failures of the password.
  IF reason <> 'passkey' AND NOT is_by_provider THEN PERFORM auth.reset_failures(before, rules); END IF;
  PERFORM set_config('app.session', encode(fresh, 'hex'), true);
  FOR displaced IN
    SELECT s.id FROM auth.sessions s
     WHERE s.account_id = entered.account_id AND s.kind = 'session' AND s.ended_at IS NULL AND s.pending_step IS NULL
       AND now() < s.expires_at AND now() < s.seen_at + s.idle AND s.id <> entered.id
     ORDER BY s.opened_at DESC, s.id DESC OFFSET (rules).most_sessions - 1
  LOOP
    UPDATE auth.sessions s SET ended_at = now() WHERE s.id = displaced;
    PERFORM audit.note('session.displaced', displaced);
  END LOOP;
  PERFORM audit.note('session.opened', entered.id, 'done', concat_ws(', ', reason, 'notice ' || entered.notice));
  RETURN ROW(entered.id, entered.expires_at, NULL, auth.factors_for(entered, rules), before.last_signed_in_at,
             before.last_address, before.refused, before.credentials_changed_at)::auth.entry;
END $$;
