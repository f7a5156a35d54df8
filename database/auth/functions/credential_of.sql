-- Refuses each sign-in by a password at an instance of 0.2.0 and of commits before auth.find_credential, whose prepared statements later fail.
CREATE OR REPLACE FUNCTION auth.credential_of(email text) RETURNS TABLE (account_id uuid, password_hash text, name text)
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'A newer release has migrated the database' USING ERRCODE = '57P03';
END $$;
GRANT EXECUTE ON FUNCTION auth.credential_of(text) TO tracker_auth;
