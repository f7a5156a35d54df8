-- Ends other sessions after a factor was added or removed, gives this session a new token, and completes a pending enrollment.
CREATE OR REPLACE FUNCTION auth.factors_changed(living auth.sessions, fresh bytea, action text, enrolled text, rules auth.rules)
  RETURNS auth.entry LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (living).pending_step IS NULL THEN RETURN auth.credentials_changed(living, fresh, action, NULL, rules); END IF;
  PERFORM auth.end_other_sessions(living);
  UPDATE auth.sign_in_status s SET credentials_changed_at = now() WHERE s.account_id = (living).account_id;
  PERFORM audit.note_about((living).account_id, action);
  RETURN auth.advance_session(living, fresh, auth.next_step_after(enrolled, (living).account_id, (living).role, (living).task_force_id, rules),
                    concat_ws(', ', coalesce(living.opened_with, 'password'), enrolled), rules);
END $$;
