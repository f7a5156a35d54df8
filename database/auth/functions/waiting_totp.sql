-- Returns the encrypted secret of the authenticator app that the session is registering.
CREATE OR REPLACE FUNCTION auth.waiting_totp(session bytea) RETURNS TABLE (id uuid, secret bytea, epoch integer)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.changing_factors(session, true);
BEGIN
  RETURN QUERY SELECT t.id, t.secret, extract(epoch FROM now())::integer FROM auth.totps t
                WHERE t.account_id = living.account_id AND t.confirmed_at IS NULL AND t.created_at > now() - interval '1 hour';
END $$;
GRANT EXECUTE ON FUNCTION auth.waiting_totp(bytea) TO tracker_auth;
