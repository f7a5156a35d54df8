-- Returns the ledger's counts of a period at one level, for one task force or all, each measure in its detail. The ledger keeps no single
-- days of a task force and its agencies. `with_months` separates the months.
CREATE OR REPLACE FUNCTION tally.read(at_level text, of_task_force uuid, measures text[], details text[], from_on date, until_on date,
                           with_months boolean)
  RETURNS TABLE (measure text, task_force_id uuid, agency_id uuid, month date, facets jsonb, n bigint)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF of_task_force IS NULL THEN
    RETURN QUERY
    SELECT c.measure, c.task_force_id, c.agency_id,
           CASE WHEN with_months THEN date_trunc('month', c.starts_on::timestamp)::date END, c.facets, sum(c.n)::bigint
      FROM tally.calendar_pieces(read.from_on, read.until_on, NOT with_months AND at_level <> 'agency') p
     CROSS JOIN unnest(measures, details) m (measure, detail)
      JOIN tally.counts c ON c.level = at_level AND c.measure = m.measure AND c.detail = m.detail AND c.grain = p.grain
                         AND c.starts_on >= p.from_on AND c.starts_on < p.until_on
     GROUP BY 1, 2, 3, 4, 5;
  ELSE
    RETURN QUERY
    SELECT c.measure, c.task_force_id, c.agency_id,
           CASE WHEN with_months THEN date_trunc('month', c.starts_on::timestamp)::date END, c.facets, sum(c.n)::bigint
      FROM tally.calendar_pieces(read.from_on, read.until_on, NOT with_months AND at_level <> 'agency') p
     CROSS JOIN unnest(measures, details) m (measure, detail)
      JOIN tally.counts c ON c.level = at_level AND c.measure = m.measure AND c.detail = m.detail AND c.grain = p.grain
                         AND c.task_force_id = of_task_force
                         AND c.starts_on >= p.from_on AND c.starts_on < p.until_on
     GROUP BY 1, 2, 3, 4, 5;
  END IF;
END $$;
