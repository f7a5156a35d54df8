-- Returns the account's own live sessions, without machine keys.
CREATE OR REPLACE FUNCTION auth.own_sessions()
  RETURNS TABLE (id uuid, opened_at timestamptz, seen_at timestamptz, expires_at timestamptz, address text, is_this_one boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me auth.sessions := auth.session();
BEGIN
  RETURN QUERY SELECT s.id, s.opened_at, s.seen_at, s.expires_at, host(s.address), s.id = me.id FROM auth.sessions s
                WHERE s.account_id = me.account_id AND s.kind = 'session' AND s.ended_at IS NULL AND s.pending_step IS NULL
                  AND now() < s.expires_at AND now() < s.seen_at + s.idle
                ORDER BY s.opened_at DESC, s.id;
END $$;
GRANT EXECUTE ON FUNCTION auth.own_sessions() TO tracker_app;
