-- Returns an operation's count of a measure by task force and facet.
CREATE OR REPLACE FUNCTION oversight.counted_in_operation(operation uuid, of_measure text, whole_task_force boolean, asked jsonb)
  RETURNS TABLE (task_force_id uuid, facets jsonb, recorded bigint)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  reader record := oversight.reader_seat();
  in_agency uuid := CASE WHEN whole_task_force IS TRUE THEN NULL ELSE reader.agency END;
  reach record := oversight.operation_scope(operation);
BEGIN
  RETURN QUERY
  SELECT f.task_force_id, f.facets, sum(f.n)::bigint
    FROM oversight.facts(reach.from_on, reach.until_on) f
   WHERE f.measure = of_measure AND f.task_force_id = ANY (reach.task_forces)
     AND (reader.task_force IS NULL OR f.task_force_id = reader.task_force)
     AND (in_agency IS NULL OR f.agency_id = in_agency)
     AND (reach.tagged IS NULL OR f.record_id = ANY (reach.tagged))
     AND f.facets @> asked
   GROUP BY 1, 2;
END $$;
GRANT EXECUTE ON FUNCTION oversight.counted_in_operation(uuid, text, boolean, jsonb) TO tracker_app;
