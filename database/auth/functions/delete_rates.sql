-- Deletes the rate windows that have passed.
CREATE OR REPLACE FUNCTION auth.delete_rates() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE forgotten bigint;
BEGIN
  DELETE FROM auth.rates WHERE ends_at < now();
  GET DIAGNOSTICS forgotten = ROW_COUNT;
  RETURN forgotten;
END $$;
GRANT EXECUTE ON FUNCTION auth.delete_rates() TO tracker_app;
