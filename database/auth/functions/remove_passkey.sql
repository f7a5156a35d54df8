-- Removes a passkey. Returns no row where the account needs it as its last factor.
CREATE OR REPLACE FUNCTION auth.remove_passkey(session bytea, fresh bytea, passkey uuid, rules auth.rules) RETURNS SETOF auth.entry
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.changing_factors(session, false);
BEGIN
  DELETE FROM auth.passkeys p WHERE p.id = passkey AND p.account_id = living.account_id;
  IF auth.has_required_factors(living, rules) THEN
    RETURN NEXT auth.factors_changed(living, fresh, 'passkey.removed', NULL, rules);
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION auth.remove_passkey(bytea, bytea, uuid, auth.rules) TO tracker_auth;
