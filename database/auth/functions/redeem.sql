-- Uses up a one-time link and returns its account. Returns no row for an unknown, expired or used link.
CREATE OR REPLACE FUNCTION auth.redeem(token_hash bytea) RETURNS TABLE (account_id uuid) LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC
  UPDATE auth.invitations i SET used_at = now()
   WHERE i.hash = sha256(token_hash) AND i.used_at IS NULL AND now() < i.expires_at
     AND NOT EXISTS (SELECT FROM app.accounts a WHERE a.id = i.account_id AND a.disabled_at IS NOT NULL)
  RETURNING i.account_id;
END;
