-- Returns the hash that sign-in compares the password with. A disabled or unknown account has none.
CREATE OR REPLACE FUNCTION auth.credential_of(email text) RETURNS TABLE (account_id uuid, password_hash text, name text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT a.id, CASE WHEN auth.may_sign_in(a) THEN c.password_hash END, a.name
                 FROM app.accounts a LEFT JOIN auth.credentials c ON c.account_id = a.id WHERE a.email = credential_of.email;
END $$;
GRANT EXECUTE ON FUNCTION auth.credential_of(text) TO tracker_auth;
