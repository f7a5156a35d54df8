-- Returns an operation's totals: what its participants recorded in its window, or what was tagged.
CREATE OR REPLACE FUNCTION oversight.operation_totals(operation uuid, whole_task_force boolean)
  RETURNS TABLE (measure text, facets jsonb, recorded bigint)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  reader record := oversight.reader_seat();
  in_agency uuid := CASE WHEN whole_task_force IS TRUE THEN NULL ELSE reader.agency END;
  run app.operations;
BEGIN
  SELECT * INTO run FROM app.operations o WHERE o.id = operation;
  RETURN QUERY
  SELECT f.measure, f.facets, sum(f.n)::bigint
    FROM oversight.facts(CASE run.membership WHEN 'window' THEN run.starts_on ELSE '-infinity' END,
                         CASE run.membership WHEN 'window' THEN run.ends_on + 1 ELSE 'infinity' END) f
   WHERE f.task_force_id IN (SELECT p.task_force_id FROM app.operation_task_forces p WHERE p.operation_id = operation)
     AND (reader.task_force IS NULL OR f.task_force_id = reader.task_force)
     AND (in_agency IS NULL OR f.agency_id = in_agency)
     AND (run.membership = 'window'
          OR f.record_id IN (SELECT t.record_id FROM oversight.counted_by_tag(operation, NULL) t)
          OR f.record_id IN (SELECT p.record_id FROM app.purged_counts p WHERE operation = ANY (p.operation_ids)))
   GROUP BY 1, 2;
END $$;
GRANT EXECUTE ON FUNCTION oversight.operation_totals(uuid, boolean) TO tracker_app;
