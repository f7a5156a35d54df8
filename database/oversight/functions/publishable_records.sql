-- Returns the facts of the task force or the nation that a publication of these measures is compared with.
CREATE OR REPLACE FUNCTION oversight.publishable_records(of_measures text[])
  RETURNS TABLE (measure text, record_id uuid, task_force_id uuid, agency_id uuid, day date, facets jsonb, n bigint)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE own_task_force uuid := oversight.publishing_task_force(of_measures);
BEGIN
  RETURN QUERY
  SELECT f.measure, f.record_id, f.task_force_id, f.agency_id, f.day, f.facets, f.n
    FROM oversight.facts('-infinity', 'infinity') f
   WHERE f.measure = ANY (of_measures) AND (own_task_force IS NULL OR f.task_force_id = own_task_force)
   ORDER BY f.day, f.record_id;
END $$;
GRANT EXECUTE ON FUNCTION oversight.publishable_records(text[]) TO tracker_app;
