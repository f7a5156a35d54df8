-- Deletes a challenge and returns whether it was ours, for that account or for a sign-in. It is used up whatever the answer to it.
CREATE OR REPLACE FUNCTION auth.consume_challenge(challenge bytea, account uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM auth.challenges c
   WHERE c.challenge = consume_challenge.challenge AND c.account_id IS NOT DISTINCT FROM account AND now() < c.expires_at;
  RETURN FOUND;
END $$;
GRANT EXECUTE ON FUNCTION auth.consume_challenge(bytea, uuid) TO tracker_auth;
