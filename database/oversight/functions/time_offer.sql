-- Stores the timing of an offer that was accepted.
CREATE OR REPLACE FUNCTION oversight.time_offer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO timing.timings (record_id, measure, cycle, complaint_id, task_force_id, agency_id, priority, source, stopped_on,
                             wall_seconds, working_seconds)
  SELECT o.* FROM oversight.timing_of(new) o;
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION oversight.time_offer() TO tracker_owner;
