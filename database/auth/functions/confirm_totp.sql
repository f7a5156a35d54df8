-- Confirms the authenticator app with its first code, and removes the app before it.
CREATE OR REPLACE FUNCTION auth.confirm_totp(session bytea, fresh bytea, totp uuid, step bigint, rules auth.rules)
  RETURNS SETOF auth.entry LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.changing_factors(session, true);
BEGIN
  IF NOT EXISTS (SELECT FROM auth.totps t WHERE t.id = totp AND t.account_id = living.account_id AND t.confirmed_at IS NULL) THEN
    RETURN;
  END IF;
  DELETE FROM auth.totps t WHERE t.account_id = living.account_id AND t.confirmed_at IS NOT NULL;
  UPDATE auth.totps t SET confirmed_at = now(), last_step = step WHERE t.id = totp;
  RETURN NEXT auth.factors_changed(living, fresh, 'totp.added', 'totp', rules);
END $$;
GRANT EXECUTE ON FUNCTION auth.confirm_totp(bytea, bytea, uuid, bigint, auth.rules) TO tracker_auth;
