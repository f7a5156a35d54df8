-- Returns the clocks stopped in a half-open range of days: count, median and 90th percentile, in total and without holds, and those beyond
-- their tier. First the whole, then each combination of the requested groups.
CREATE OR REPLACE FUNCTION oversight.timeliness(from_on date, until_on date, by text[], of_task_force uuid, of_agency uuid,
                                     whole_task_force boolean, target_hours integer[])
  RETURNS TABLE (is_whole boolean, measure text, task_force_id uuid, agency_id uuid, priority smallint, source text, month date,
                 stopped bigint, wall_median bigint, wall_p90 bigint, working_median bigint, working_p90 bigint,
                 targeted bigint, past_target bigint)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  SET plan_cache_mode = force_custom_plan SET work_mem = '64MB' AS $$
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
  WITH cells AS MATERIALIZED (
    SELECT t.cell,
           CASE WHEN 'task_force' = ANY (by) THEN t.task_force_id END AS task_force_id,
           CASE WHEN 'agency' = ANY (by) AND NOT widened THEN t.agency_id END AS agency_id,
           CASE WHEN 'priority' = ANY (by) THEN t.priority END AS priority,
           CASE WHEN 'source' = ANY (by) THEN t.source END AS source,
           CASE WHEN 'month' = ANY (by) THEN date_trunc('month', t.stopped_on::timestamp)::date END AS month,
           count(*)::integer AS n, count(t.priority)::integer AS targeted,
           (count(*) FILTER (WHERE t.working_seconds > 3600::bigint * target_hours[t.priority]))::integer AS past
      FROM timing.timings t
     WHERE t.stopped_on >= timeliness.from_on AND t.stopped_on < timeliness.until_on
       AND (reader.task_force IS NULL OR t.task_force_id = reader.task_force)
       AND (of_task_force IS NULL OR t.task_force_id = of_task_force)
       AND (in_agency IS NULL OR t.agency_id = in_agency)
       AND (of_agency IS NULL OR t.agency_id = of_agency)
     GROUP BY 1, 2, 3, 4, 5, 6
  ), numbered AS MATERIALIZED (
    SELECT c.*, (dense_rank() OVER (ORDER BY c.task_force_id, c.agency_id, c.priority, c.source, c.month))::integer AS number
      FROM cells c
  ), levels AS (
    SELECT 0 AS number, c.cell, sum(c.n)::integer AS n, sum(c.targeted)::integer AS targeted, sum(c.past)::integer AS past
      FROM cells c GROUP BY c.cell
    UNION ALL
    SELECT n.number, n.cell, n.n, n.targeted, n.past FROM numbered n WHERE cardinality(by) > 0
  ), clocks AS (
    SELECT l.number, l.cell >> 18 AS clock, k.is_wall, k.bucket,
           sum(l.n)::integer AS n, sum(l.targeted)::integer AS targeted, sum(l.past)::integer AS past
      FROM levels l
     CROSS JOIN LATERAL (VALUES (true, (l.cell >> 9) & 511), (false, l.cell & 511)) k (is_wall, bucket)
     GROUP BY 1, 2, 3, 4
  ), reached AS (
    SELECT c.*, sum(c.n) OVER (same ORDER BY c.bucket) AS upto, sum(c.n) OVER same AS total
      FROM clocks c WINDOW same AS (PARTITION BY c.number, c.clock, c.is_wall)
  ), durations AS (
    SELECT r.number, r.clock, sum(r.n) FILTER (WHERE r.is_wall) AS stopped,
           min(r.bucket) FILTER (WHERE r.is_wall AND 2 * r.upto >= r.total) AS wall_median,
           min(r.bucket) FILTER (WHERE r.is_wall AND 10 * r.upto >= 9 * r.total) AS wall_p90,
           min(r.bucket) FILTER (WHERE NOT r.is_wall AND 2 * r.upto >= r.total) AS working_median,
           min(r.bucket) FILTER (WHERE NOT r.is_wall AND 10 * r.upto >= 9 * r.total) AS working_p90,
           sum(r.targeted) FILTER (WHERE r.is_wall) AS targeted, sum(r.past) FILTER (WHERE r.is_wall) AS past
      FROM reached r GROUP BY 1, 2
  )
  SELECT t.number = 0, (ARRAY['first_view', 'triage', 'assignment', 'first_legal_process', 'transfer_acceptance', 'disposition', 'reopening'])[t.clock + 1], g.task_force_id, g.agency_id, g.priority, g.source, g.month, t.stopped,
         oversight.seconds_of(t.wall_median), oversight.seconds_of(t.wall_p90), oversight.seconds_of(t.working_median),
         oversight.seconds_of(t.working_p90), t.targeted, t.past
    FROM durations t
    LEFT JOIN (SELECT DISTINCT n.number, n.task_force_id, n.agency_id, n.priority, n.source, n.month FROM numbered n) g
      ON g.number = t.number;
END $$;
GRANT EXECUTE ON FUNCTION oversight.timeliness(date, date, text[], uuid, uuid, boolean, integer[]) TO tracker_app;
