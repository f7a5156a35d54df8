-- Recalculates the timings of the complaints whose decisions were inserted or updated.
CREATE OR REPLACE FUNCTION oversight.recalculate_timings_of_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE complaints uuid[] := ARRAY(SELECT DISTINCT w.complaint_id FROM new_rows w);
BEGIN
  IF cardinality(complaints) > 0 THEN PERFORM oversight.recalculate_timings(complaints); END IF;
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION oversight.recalculate_timings_of_rows() TO tracker_owner;
