-- Stores the one-time link that `npm start` prints, only while no account exists.
CREATE OR REPLACE FUNCTION auth.invite_first_administrator(token_hash bytea) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM app.accounts) THEN RETURN false; END IF;
  DELETE FROM auth.invitations WHERE account_id IS NULL;
  INSERT INTO auth.invitations (hash, account_id, expires_at)
  VALUES (sha256(token_hash), NULL, now() + interval '24 hours');
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION auth.invite_first_administrator(bytea) TO tracker_auth;
