-- Returns the differences between the ledger and a recount of all records. No row means none.
CREATE OR REPLACE FUNCTION tally.differences()
  RETURNS TABLE (level text, measure text, detail text, grain text, task_force_id uuid, agency_id uuid, starts_on date, facets jsonb,
                 in_ledger bigint, recounted bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB'
BEGIN ATOMIC
  WITH facts AS NOT MATERIALIZED (
    SELECT d.measure, d.task_force_id, d.agency_id, d.day, d.facets, d.n AS in_ledger, 0 AS recounted FROM tally.deltas d
    UNION ALL
    SELECT r.measure, r.task_force_id, r.agency_id, r.day, r.facets, 0, r.n FROM oversight.facts('-infinity', 'infinity') r
  ), agency_months AS MATERIALIZED (
    SELECT f.measure, f.task_force_id, f.agency_id, date_trunc('month', f.day::timestamp)::date AS day, f.facets, sum(f.in_ledger) AS in_ledger, sum(f.recounted) AS recounted
      FROM facts f GROUP BY 1, 2, 3, 4, 5
  ), task_force_months AS MATERIALIZED (
    SELECT f.measure, f.task_force_id, f.day, f.facets, sum(f.in_ledger) AS in_ledger, sum(f.recounted) AS recounted FROM agency_months f GROUP BY 1, 2, 3, 4
  ), nation_days AS MATERIALIZED (
    SELECT f.measure, f.day, f.facets, sum(f.in_ledger) AS in_ledger, sum(f.recounted) AS recounted FROM facts f GROUP BY 1, 2, 3
  ), nation_months AS MATERIALIZED (
    SELECT f.measure, date_trunc('month', f.day::timestamp)::date AS day, f.facets, sum(f.in_ledger) AS in_ledger, sum(f.recounted) AS recounted
      FROM nation_days f GROUP BY 1, 2, 3
  )
  SELECT u.level, u.measure, u.detail, u.grain, u.task_force_id, u.agency_id, u.starts_on, u.facets,
         sum(u.in_ledger)::bigint, sum(u.recounted)::bigint
    FROM (
    SELECT c.level, c.measure, c.detail, c.grain, c.task_force_id, c.agency_id, c.starts_on, c.facets, c.n AS in_ledger, 0 AS recounted
      FROM tally.counts c
    UNION ALL
    SELECT k.level, f.measure, k.detail, k.grain, tally.nil_id() AS task_force_id, tally.nil_id() AS agency_id,
           date_trunc(k.grain, f.day::timestamp)::date AS starts_on, tally.reduce_facets(f.facets, k.detail) AS facets, f.in_ledger, f.recounted
      FROM nation_days f JOIN tally.stored_grains k ON k.level = 'nation' AND k.grain = 'day' AND tally.has_detail(f.facets, k.detail)
    UNION ALL
    SELECT k.level, f.measure, k.detail, k.grain, tally.nil_id() AS task_force_id, tally.nil_id() AS agency_id,
           date_trunc(k.grain, f.day::timestamp)::date AS starts_on, tally.reduce_facets(f.facets, k.detail) AS facets, f.in_ledger, f.recounted
      FROM nation_months f JOIN tally.stored_grains k ON k.level = 'nation' AND k.grain <> 'day' AND tally.has_detail(f.facets, k.detail)
    UNION ALL
    SELECT k.level, f.measure, k.detail, k.grain, f.task_force_id AS task_force_id, tally.nil_id() AS agency_id,
           date_trunc(k.grain, f.day::timestamp)::date AS starts_on, tally.reduce_facets(f.facets, k.detail) AS facets, f.in_ledger, f.recounted
      FROM task_force_months f JOIN tally.stored_grains k ON k.level = 'task_force' AND tally.has_detail(f.facets, k.detail)
    UNION ALL
    SELECT k.level, f.measure, k.detail, k.grain, f.task_force_id AS task_force_id, f.agency_id AS agency_id,
           date_trunc(k.grain, f.day::timestamp)::date AS starts_on, tally.reduce_facets(f.facets, k.detail) AS facets, f.in_ledger, f.recounted
      FROM agency_months f JOIN tally.stored_grains k ON k.level = 'agency' AND tally.has_detail(f.facets, k.detail)
    ) u
   GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(u.in_ledger) <> sum(u.recounted);
END;
GRANT EXECUTE ON FUNCTION tally.differences() TO tracker_owner;
