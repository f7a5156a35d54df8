-- Returns the complaints behind a timeliness figure, the latest first, as far as the reader sees them. The national seat sees none, and
-- purged ones are left out.
CREATE OR REPLACE FUNCTION oversight.timed(of_measure text, from_on date, until_on date, of_agency uuid, of_priority integer, of_source text,
                                only_past boolean, target_hours integer[], before_on date, before_id uuid, before_cycle integer,
                                most integer)
  RETURNS TABLE (record_id uuid, complaint_id uuid, cycle smallint, stopped_on date, wall_seconds bigint, working_seconds bigint,
                 is_past_target boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  reader record := oversight.reader_seat();
  is_shown boolean := auth.sees_sealed();
BEGIN
  IF reader.task_force IS NULL THEN RETURN; END IF;
  RETURN QUERY
  SELECT t.record_id, t.complaint_id, t.cycle, t.stopped_on, t.wall_seconds, t.working_seconds, p.is_past
    FROM timing.timings t
   CROSS JOIN LATERAL (SELECT coalesce(t.working_seconds > 3600::bigint * target_hours[t.priority], false) AS is_past) p
    JOIN app.complaints c ON c.id = t.complaint_id
   WHERE t.task_force_id = reader.task_force AND t.measure = of_measure
     AND t.stopped_on >= timed.from_on AND t.stopped_on < timed.until_on
     AND (reader.agency IS NULL OR t.agency_id = reader.agency)
     AND (reader.agency IS NULL OR reader.agency IN (c.agency_id, c.working_agency_id))
     AND (of_agency IS NULL OR t.agency_id = of_agency)
     AND (of_priority IS NULL OR t.priority = of_priority)
     AND (of_source IS NULL OR t.source = of_source)
     AND (only_past IS NOT TRUE OR p.is_past)
     AND (is_shown OR NOT c.is_sealed)
     AND (before_on IS NULL OR (t.stopped_on, t.record_id, t.cycle) < (before_on, before_id, before_cycle))
   ORDER BY t.stopped_on DESC, t.record_id DESC, t.cycle DESC LIMIT most;
END $$;
GRANT EXECUTE ON FUNCTION oversight.timed(text, date, date, uuid, integer, text, boolean, integer[], date, uuid, integer,
  integer) TO tracker_app;
