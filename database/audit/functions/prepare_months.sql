-- Makes the partitions of this month and the next two, and returns how many it made. One instance works at a time.
CREATE OR REPLACE FUNCTION audit.prepare_months() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  this_month date := date_trunc('month', now() AT TIME ZONE 'UTC')::date;
  made integer := 0;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('tracker:months')) THEN RETURN 0; END IF;
  FOR ahead IN 0..2 LOOP
    IF audit.prepare_month((this_month + make_interval(months => ahead))::date) THEN made := made + 1; END IF;
  END LOOP;
  RETURN made;
END $$;
GRANT EXECUTE ON FUNCTION audit.prepare_months() TO tracker_app;
