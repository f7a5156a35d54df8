-- Returns the hash that sign-in compares the password with. A disabled or unknown account has none.
CREATE OR REPLACE FUNCTION auth.find_credential(email text) RETURNS TABLE (account_id uuid, password_hash text, name text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT a.id, CASE WHEN auth.may_sign_in(a) THEN c.password_hash END, a.name
                 FROM app.accounts a LEFT JOIN auth.credentials c ON c.account_id = a.id WHERE a.email = find_credential.email;
END $$;
GRANT EXECUTE ON FUNCTION auth.find_credential(text) TO tracker_auth;
