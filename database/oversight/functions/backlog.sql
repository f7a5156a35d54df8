-- Returns the backlog at an instant by the requested groups, and always by state and age.
CREATE OR REPLACE FUNCTION oversight.backlog(at timestamptz, by text[], of_task_force uuid, of_agency uuid, whole_task_force boolean,
                                  target_hours integer[], age_from integer[])
  RETURNS TABLE (task_force_id uuid, agency_id uuid, priority smallint, source text, state text, age integer,
                 complaints bigint, past_target bigint, overdue bigint, expiring bigint, expired bigint)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  reader record := oversight.reader_seat();
  widened boolean := reader.agency IS NOT NULL AND whole_task_force IS TRUE;
  in_agency uuid := CASE WHEN NOT widened THEN reader.agency END;
BEGIN
  IF widened AND of_agency IS NOT NULL THEN
    RAISE EXCEPTION 'not an agency of the reader' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT CASE WHEN 'task_force' = ANY (by) THEN o.task_force_id END,
         CASE WHEN 'agency' = ANY (by) AND NOT widened THEN o.agency_id END,
         CASE WHEN 'priority' = ANY (by) THEN o.priority END,
         CASE WHEN 'source' = ANY (by) THEN o.source END,
         o.state, width_bucket(o.age_days, age_from), count(*),
         count(*) FILTER (WHERE o.is_past_target), count(*) FILTER (WHERE o.is_overdue),
         count(*) FILTER (WHERE o.is_expiring), count(*) FILTER (WHERE o.has_expired)
    FROM oversight.open_complaints(backlog.at, target_hours) o
   WHERE (reader.task_force IS NULL OR o.task_force_id = reader.task_force)
     AND (of_task_force IS NULL OR o.task_force_id = of_task_force)
     AND (in_agency IS NULL OR o.agency_id = in_agency)
     AND (of_agency IS NULL OR o.agency_id = of_agency)
   GROUP BY 1, 2, 3, 4, 5, 6;
END $$;
GRANT EXECUTE ON FUNCTION oversight.backlog(timestamptz, text[], uuid, uuid, boolean, integer[], integer[]) TO tracker_app;
