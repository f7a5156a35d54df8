-- Returns the links of a session's account to identity providers.
CREATE OR REPLACE FUNCTION auth.identity_links_of(session bytea)
  RETURNS TABLE (id uuid, protocol text, issuer text, since timestamptz, last_used_at timestamptz)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE of_account uuid := (SELECT v.account_id FROM auth.find_pending_session(session, NULL) v WHERE v.pending_step IS NULL);
BEGIN
  RETURN QUERY SELECT l.id, l.protocol, l.issuer, l.created_at, l.last_used_at FROM auth.identity_links l
                WHERE l.account_id = of_account ORDER BY l.created_at, l.id;
END $$;
GRANT EXECUTE ON FUNCTION auth.identity_links_of(bytea) TO tracker_auth;
