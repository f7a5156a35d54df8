-- Replaces the recovery codes of the session's account.
CREATE OR REPLACE FUNCTION auth.renew_recovery_codes(session bytea, fresh bytea, hashes bytea[], rules auth.rules)
  RETURNS SETOF auth.entry LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.changing_factors(session, false);
BEGIN
  DELETE FROM auth.recovery_codes r WHERE r.account_id = living.account_id;
  INSERT INTO auth.recovery_codes (account_id, hash) SELECT living.account_id, h FROM unnest(hashes) h;
  RETURN NEXT auth.factors_changed(living, fresh, 'recovery-codes.created', NULL, rules);
END $$;
GRANT EXECUTE ON FUNCTION auth.renew_recovery_codes(bytea, bytea, bytea[], auth.rules) TO tracker_auth;
