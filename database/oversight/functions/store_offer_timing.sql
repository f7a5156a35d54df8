-- Stores the timing of an offer that was accepted.
CREATE OR REPLACE FUNCTION oversight.store_offer_timing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO timing.timings (record_id, measure, cycle, complaint_id, task_force_id, agency_id, priority, source, stopped_on,
                             wall_seconds, working_seconds)
  SELECT o.* FROM oversight.timing_of(new) o;
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION oversight.store_offer_timing() TO tracker_owner;
