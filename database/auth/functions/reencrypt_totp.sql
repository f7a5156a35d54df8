-- Replaces the ciphertext of a TOTP secret after a key rotation. The secret stays the same.
CREATE OR REPLACE FUNCTION auth.reencrypt_totp(totp uuid, was bytea, secret bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE auth.totps t SET secret = reencrypt_totp.secret WHERE t.id = totp AND t.secret = was;
END $$;
GRANT EXECUTE ON FUNCTION auth.reencrypt_totp(uuid, bytea, bytea) TO tracker_auth;
