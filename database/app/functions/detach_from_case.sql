-- Detaches the shared subject index (28 CFR Part 23) from a case that is purged, and deletes what is beyond its own day.
CREATE OR REPLACE FUNCTION app.detach_from_case(complaint uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF to_regprocedure('app.detach_subjects_from_case(uuid, timestamptz)') IS NOT NULL THEN
    EXECUTE 'SELECT app.detach_subjects_from_case($1, now())' USING complaint;
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION app.detach_from_case(uuid) TO tracker_eraser;
