-- Recalculates the timings of a complaint whose agency, priority, cycle or merge changed.
CREATE OR REPLACE FUNCTION oversight.recalculate_timings_of_complaint() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM oversight.recalculate_timings(ARRAY[new.id]);
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION oversight.recalculate_timings_of_complaint() TO tracker_owner;
