-- Returns the passkey with a credential id, and its account.
CREATE OR REPLACE FUNCTION auth.passkey_of(credential_id bytea) RETURNS TABLE (id uuid, account_id uuid, public_key bytea)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT p.id, p.account_id, p.public_key FROM auth.passkeys p WHERE p.credential_id = passkey_of.credential_id;
END;
GRANT EXECUTE ON FUNCTION auth.passkey_of(bytea) TO tracker_auth;
