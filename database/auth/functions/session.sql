-- Returns the live session that this transaction carries, or null. The database holds the hash of a hash, so neither a dump nor a guess
-- identifies anyone.
CREATE OR REPLACE FUNCTION auth.session() RETURNS auth.sessions LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions;
BEGIN
  SELECT * INTO living FROM auth.sessions
   WHERE hash = sha256(decode(nullif(current_setting('app.session', true), ''), 'hex'))
     AND ended_at IS NULL AND due IS NULL AND now() < expires_at AND now() < seen_at + idle;
  RETURN living;
END $$;
GRANT EXECUTE ON FUNCTION auth.session() TO tracker_app, tracker_oversight;
