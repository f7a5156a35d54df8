-- Deletes the requests to the identity provider whose answer is no longer accepted.
CREATE OR REPLACE FUNCTION auth.delete_identity_requests() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE forgotten bigint;
BEGIN
  DELETE FROM auth.identity_requests r WHERE r.expires_at <= now();
  GET DIAGNOSTICS forgotten = ROW_COUNT;
  RETURN forgotten;
END $$;
GRANT EXECUTE ON FUNCTION auth.delete_identity_requests() TO tracker_app;
