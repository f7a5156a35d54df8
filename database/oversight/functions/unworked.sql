-- Returns the number of complaints that nobody works by reason, disposition and tier.
CREATE OR REPLACE FUNCTION oversight.unworked(from_on date, until_on date, of_task_force uuid, of_agency uuid, whole_task_force boolean)
  RETURNS TABLE (reason text, disposition text, priority smallint, complaints bigint)
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
  SELECT u.reason, u.disposition, u.priority, count(*)
    FROM oversight.unworked_complaints(unworked.from_on, unworked.until_on) u
   WHERE (reader.task_force IS NULL OR u.task_force_id = reader.task_force)
     AND (of_task_force IS NULL OR u.task_force_id = of_task_force)
     AND (in_agency IS NULL OR u.agency_id = in_agency)
     AND (of_agency IS NULL OR u.agency_id = of_agency)
   GROUP BY 1, 2, 3;
END $$;
GRANT EXECUTE ON FUNCTION oversight.unworked(date, date, uuid, uuid, boolean) TO tracker_app;
