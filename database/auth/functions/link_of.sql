-- Returns the account of a one-time link before a password is hashed for it. Returns no row for an unknown, expired or used link.
CREATE OR REPLACE FUNCTION auth.link_of(token_hash bytea) RETURNS TABLE (account_id uuid, email text, name text) LANGUAGE plpgsql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT i.account_id, a.email, a.name
                 FROM auth.invitations i LEFT JOIN app.accounts a ON a.id = i.account_id
                WHERE i.hash = sha256(token_hash) AND i.used_at IS NULL AND now() < i.expires_at
                  AND CASE WHEN i.account_id IS NULL THEN NOT EXISTS (SELECT FROM app.accounts) ELSE auth.may_sign_in(a) END;
END $$;
GRANT EXECUTE ON FUNCTION auth.link_of(bytea) TO tracker_auth;
