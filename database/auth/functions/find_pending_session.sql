-- Returns a pending session and the data that the application needs to check a proof. It locks nothing.
CREATE OR REPLACE FUNCTION auth.find_pending_session(session bytea, rules auth.rules)
  RETURNS TABLE (session_id uuid, account_id uuid, email text, name text, pending_step text, is_stepped_up boolean, factors text[],
                 expires_at timestamptz, idle_until timestamptz, stepped_up_until timestamptz, password_hash text,
                 totp_id uuid, totp_secret bytea, totp_step bigint, epoch integer)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT s.id, s.account_id, a.email, a.name, s.pending_step, coalesce(s.stepped_up_at > now() - interval '5 minutes', false),
           auth.factors_for(s, rules), auth.ends_at(s), s.seen_at + s.idle, s.stepped_up_at + interval '5 minutes',
           c.password_hash, t.id, t.secret, t.last_step, extract(epoch FROM now())::integer
      FROM auth.sessions s JOIN app.accounts a ON a.id = s.account_id
      LEFT JOIN auth.credentials c ON c.account_id = a.id
      LEFT JOIN auth.totps t ON t.account_id = a.id AND t.confirmed_at IS NOT NULL
     WHERE s.hash = sha256(session) AND s.kind = 'session' AND s.ended_at IS NULL AND now() < auth.ends_at(s)
       AND now() < s.seen_at + s.idle AND auth.may_sign_in(a);
END $$;
GRANT EXECUTE ON FUNCTION auth.find_pending_session(bytea, auth.rules) TO tracker_auth;
