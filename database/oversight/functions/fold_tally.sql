-- Folds up to a number of ledger entries into the counts and returns how many. One instance works at a time, and a killed one has changed
-- nothing.
CREATE OR REPLACE FUNCTION oversight.fold_tally(most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  folded integer;
  began timestamptz;
BEGIN
  IF NOT pg_try_advisory_xact_lock(21, 0) THEN RETURN 0; END IF;
  began := clock_timestamp();
  WITH taken AS (
    DELETE FROM tally.deltas d WHERE d.ctid = ANY (ARRAY(SELECT o.ctid FROM tally.deltas o LIMIT most)) RETURNING d.*
  ), added AS (
    INSERT INTO tally.counts AS c (level, measure, detail, grain, task_force_id, agency_id, starts_on, facets, n)
    WITH agency_months AS MATERIALIZED (
      SELECT f.measure, f.task_force_id, f.agency_id, date_trunc('month', f.day::timestamp)::date AS day, f.facets, sum(f.n) AS n
        FROM taken f GROUP BY 1, 2, 3, 4, 5
    ), task_force_months AS MATERIALIZED (
      SELECT f.measure, f.task_force_id, f.day, f.facets, sum(f.n) AS n FROM agency_months f GROUP BY 1, 2, 3, 4
    ), nation_days AS MATERIALIZED (
      SELECT f.measure, f.day, f.facets, sum(f.n) AS n FROM taken f GROUP BY 1, 2, 3
    ), nation_months AS MATERIALIZED (
      SELECT f.measure, date_trunc('month', f.day::timestamp)::date AS day, f.facets, sum(f.n) AS n FROM nation_days f GROUP BY 1, 2, 3
    )
    SELECT k.level, f.measure, k.detail, k.grain, tally.nil_id() AS task_force_id, tally.nil_id() AS agency_id,
           date_trunc(k.grain, f.day::timestamp)::date AS starts_on, tally.reduce_facets(f.facets, k.detail) AS facets,
           sum(f.n)::bigint AS n
      FROM nation_days f JOIN tally.stored_grains k ON k.level = 'nation' AND k.grain = 'day' AND tally.has_detail(f.facets, k.detail)
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(f.n) <> 0
     UNION ALL
    SELECT k.level, f.measure, k.detail, k.grain, tally.nil_id() AS task_force_id, tally.nil_id() AS agency_id,
           date_trunc(k.grain, f.day::timestamp)::date AS starts_on, tally.reduce_facets(f.facets, k.detail) AS facets,
           sum(f.n)::bigint AS n
      FROM nation_months f JOIN tally.stored_grains k ON k.level = 'nation' AND k.grain <> 'day' AND tally.has_detail(f.facets, k.detail)
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(f.n) <> 0
     UNION ALL
    SELECT k.level, f.measure, k.detail, k.grain, f.task_force_id AS task_force_id, tally.nil_id() AS agency_id,
           date_trunc(k.grain, f.day::timestamp)::date AS starts_on, tally.reduce_facets(f.facets, k.detail) AS facets,
           sum(f.n)::bigint AS n
      FROM task_force_months f JOIN tally.stored_grains k ON k.level = 'task_force' AND tally.has_detail(f.facets, k.detail)
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(f.n) <> 0
     UNION ALL
    SELECT k.level, f.measure, k.detail, k.grain, f.task_force_id AS task_force_id, f.agency_id AS agency_id,
           date_trunc(k.grain, f.day::timestamp)::date AS starts_on, tally.reduce_facets(f.facets, k.detail) AS facets,
           sum(f.n)::bigint AS n
      FROM agency_months f JOIN tally.stored_grains k ON k.level = 'agency' AND tally.has_detail(f.facets, k.detail)
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(f.n) <> 0
        ON CONFLICT (level, measure, detail, grain, task_force_id, agency_id, starts_on, facets)
        DO UPDATE SET n = c.n + excluded.n
  )
  SELECT count(*) INTO folded FROM taken;
  -- An idle fold writes every ten seconds. A time ahead of the clock is one from before the clock was set back.
  IF folded < most THEN
    UPDATE tally.folding f SET caught_up_at = began
     WHERE folded > 0 OR f.caught_up_at < began - interval '10 seconds' OR f.caught_up_at > began;
  END IF;
  RETURN folded;
END $$;
GRANT EXECUTE ON FUNCTION oversight.fold_tally(integer) TO tracker_owner, tracker_app;
