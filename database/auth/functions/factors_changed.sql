-- Ends other sessions after a factor was added or removed, gives this session a new token, and completes a pending enrollment.
CREATE OR REPLACE FUNCTION auth.factors_changed(living auth.sessions, fresh bytea, action text, enrolled text, rules auth.rules)
  RETURNS auth.entry LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM auth.end_other_sessions(living);
  UPDATE auth.sign_in_status s SET credentials_changed_at = now() WHERE s.account_id = (living).account_id;
  IF (living).pending_step IS NULL THEN
    PERFORM audit.note(action, (living).account_id);
    UPDATE auth.sessions s SET hash = sha256(fresh), seen_at = now() WHERE s.id = (living).id RETURNING * INTO living;
    RETURN ROW((living).id, (living).expires_at, NULL, auth.factors_for(living, rules), NULL, NULL, NULL, NULL)::auth.entry;
  END IF;
  PERFORM audit.note_about((living).account_id, action);
  RETURN auth.advance_session(living, fresh, auth.next_step_after(enrolled, (living).account_id, (living).role, (living).task_force_id, rules),
                    concat_ws(', ', coalesce(living.opened_with, 'password'), enrolled), rules);
END $$;
