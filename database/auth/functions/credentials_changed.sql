-- Records a change of an account's credentials by a complete session, ends its other sessions, and gives this one a new token.
CREATE OR REPLACE FUNCTION auth.credentials_changed(living auth.sessions, fresh bytea, action text, reason text, rules auth.rules)
  RETURNS auth.entry LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM auth.end_other_sessions(living);
  UPDATE auth.sign_in_status s SET credentials_changed_at = now() WHERE s.account_id = (living).account_id;
  PERFORM audit.note(action, (living).account_id, 'done', reason);
  UPDATE auth.sessions s SET hash = sha256(fresh), seen_at = now() WHERE s.id = (living).id RETURNING * INTO living;
  RETURN ROW((living).id, (living).expires_at, NULL, auth.factors_for(living, rules), NULL, NULL, NULL, NULL)::auth.entry;
END $$;
