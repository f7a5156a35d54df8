-- Purges expired entries of the subject index and returns how many.
CREATE OR REPLACE FUNCTION app.erase_expired_subjects() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE forgotten integer := 0;
BEGIN
  IF to_regprocedure('app.purge_expired_subjects(timestamptz)') IS NOT NULL THEN
    EXECUTE 'SELECT app.purge_expired_subjects(now())' INTO forgotten;
  END IF;
  RETURN forgotten;
END $$;
GRANT EXECUTE ON FUNCTION app.erase_expired_subjects() TO tracker_purge;
