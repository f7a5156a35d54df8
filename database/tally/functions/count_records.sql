-- Returns the same counts from the records, for grains that the ledger does not keep.
CREATE OR REPLACE FUNCTION tally.count_records(of_task_force uuid, of_agency uuid, measures text[], details text[], from_on date, until_on date,
                                    with_months boolean)
  RETURNS TABLE (measure text, task_force_id uuid, agency_id uuid, month date, facets jsonb, n bigint)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT f.measure, f.task_force_id, f.agency_id,
         CASE WHEN with_months THEN date_trunc('month', f.day::timestamp)::date END,
         tally.reduce_facets(f.facets, details[array_position(measures, f.measure)]), sum(f.n)::bigint
    FROM oversight.facts(count_records.from_on, count_records.until_on) f
   WHERE f.measure = ANY (measures)
     AND (of_task_force IS NULL OR f.task_force_id = of_task_force)
     AND (of_agency IS NULL OR f.agency_id = of_agency)
   GROUP BY 1, 2, 3, 4, 5;
END $$;
