-- Returns the account of the transaction's session.
CREATE OR REPLACE FUNCTION auth.account() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN (auth.session()).account_id; END $$;
GRANT EXECUTE ON FUNCTION auth.account() TO tracker_app, tracker_oversight;
