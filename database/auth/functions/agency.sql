-- Returns the agency of the transaction's session.
CREATE OR REPLACE FUNCTION auth.agency() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN (auth.session()).agency_id; END $$;
GRANT EXECUTE ON FUNCTION auth.agency() TO tracker_app, tracker_oversight;
