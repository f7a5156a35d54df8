-- Returns the role of the transaction's session.
CREATE OR REPLACE FUNCTION auth.role() RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN (auth.session()).role; END $$;
GRANT EXECUTE ON FUNCTION auth.role() TO tracker_app, tracker_oversight;
