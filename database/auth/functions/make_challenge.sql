-- Stores a challenge for a passkey sign-in.
CREATE OR REPLACE FUNCTION auth.make_challenge(challenge bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM auth.challenges c WHERE c.challenge IN
    (SELECT o.challenge FROM auth.challenges o WHERE o.expires_at < now() LIMIT 100 FOR UPDATE SKIP LOCKED);
  INSERT INTO auth.challenges (challenge) VALUES (make_challenge.challenge);
END $$;
GRANT EXECUTE ON FUNCTION auth.make_challenge(bytea) TO tracker_auth;
