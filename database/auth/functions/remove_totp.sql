-- Removes an authenticator app. Returns no row where the account needs it as its last factor.
CREATE OR REPLACE FUNCTION auth.remove_totp(session bytea, fresh bytea, rules auth.rules) RETURNS SETOF auth.entry LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.changing_factors(session, false);
BEGIN
  DELETE FROM auth.totps t WHERE t.account_id = living.account_id;
  IF auth.has_required_factors(living, rules) THEN
    RETURN NEXT auth.factors_changed(living, fresh, 'totp.removed', NULL, rules);
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION auth.remove_totp(bytea, bytea, auth.rules) TO tracker_auth;
