-- Recalculates the timings of these complaints. The caller has locked them.
CREATE OR REPLACE FUNCTION oversight.recalculate_timings(complaints uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  WITH found AS MATERIALIZED (SELECT o.* FROM oversight.timings_of(complaints) o), deleted AS (
    DELETE FROM timing.timings t
     WHERE t.record_id = ANY (complaints)
       AND NOT EXISTS (SELECT FROM found o WHERE o.record_id = t.record_id AND o.measure = t.measure AND o.cycle = t.cycle)
  )
  INSERT INTO timing.timings AS t (record_id, measure, cycle, complaint_id, task_force_id, agency_id, priority, source, stopped_on,
                                  wall_seconds, working_seconds)
  SELECT o.* FROM found o
      ON CONFLICT (record_id, measure, cycle) DO UPDATE
     SET agency_id = excluded.agency_id, priority = excluded.priority, stopped_on = excluded.stopped_on,
         wall_seconds = excluded.wall_seconds, working_seconds = excluded.working_seconds
   WHERE (t.agency_id, t.priority, t.stopped_on, t.wall_seconds, t.working_seconds)
         IS DISTINCT FROM (excluded.agency_id, excluded.priority, excluded.stopped_on, excluded.wall_seconds, excluded.working_seconds);
END $$;
