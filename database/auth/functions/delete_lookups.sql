-- Deletes the look-up counts of past days.
CREATE OR REPLACE FUNCTION auth.delete_lookups() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE forgotten bigint;
BEGIN
  DELETE FROM auth.lookup_values WHERE day < auth.lookup_day();
  DELETE FROM auth.lookup_days WHERE day < auth.lookup_day();
  GET DIAGNOSTICS forgotten = ROW_COUNT;
  RETURN forgotten;
END $$;
GRANT EXECUTE ON FUNCTION auth.delete_lookups() TO tracker_app;
