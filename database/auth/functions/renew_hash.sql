-- Replaces a password hash by one with the current parameters. The password stays the same.
CREATE OR REPLACE FUNCTION auth.renew_hash(account uuid, checked_hash text, password_hash text) RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE auth.credentials c SET password_hash = renew_hash.password_hash
   WHERE c.account_id = account AND c.password_hash = checked_hash;
  IF FOUND THEN PERFORM audit.note_about(account, 'password.rehashed'); END IF;
END $$;
GRANT EXECUTE ON FUNCTION auth.renew_hash(uuid, text, text) TO tracker_auth;
