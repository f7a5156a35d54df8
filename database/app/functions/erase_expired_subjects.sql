-- Purges expired entries of the subject index and returns how many. The purge process may not choose the time.
CREATE OR REPLACE FUNCTION app.erase_expired_subjects() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN app.purge_expired_subjects(now()); END $$;
GRANT EXECUTE ON FUNCTION app.erase_expired_subjects() TO tracker_purge;
