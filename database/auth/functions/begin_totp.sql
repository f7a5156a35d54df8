-- Stores the secret of an authenticator app. It counts once its first code is accepted; until then the app before it counts.
CREATE OR REPLACE FUNCTION auth.begin_totp(session bytea, id uuid, secret bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.changing_factors(session, true);
BEGIN
  DELETE FROM auth.totps t WHERE t.account_id = living.account_id AND t.confirmed_at IS NULL;
  INSERT INTO auth.totps (id, account_id, secret) VALUES (begin_totp.id, living.account_id, begin_totp.secret);
END $$;
GRANT EXECUTE ON FUNCTION auth.begin_totp(bytea, uuid, bytea) TO tracker_auth;
