-- Stores a challenge for the registration of a passkey by the session's account.
CREATE OR REPLACE FUNCTION auth.make_registration_challenge(session bytea, challenge bytea) RETURNS TABLE (credential_id bytea)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.changing_factors(session, true);
BEGIN
  DELETE FROM auth.challenges c WHERE c.account_id = living.account_id;
  INSERT INTO auth.challenges (challenge, account_id) VALUES (make_registration_challenge.challenge, living.account_id);
  RETURN QUERY SELECT p.credential_id FROM auth.passkeys p WHERE p.account_id = living.account_id;
END $$;
GRANT EXECUTE ON FUNCTION auth.make_registration_challenge(bytea, bytea) TO tracker_auth;
