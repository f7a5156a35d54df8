-- Enters into the ledger how a statement on app.investigations changes the counts.
-- Written by `npm run ledger:sql` from src/reporting/reports/measures.
CREATE OR REPLACE FUNCTION tally.enter_investigations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF tg_op = 'INSERT' THEN
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT 'investigations_initiated' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.opened_on AS day, jsonb_build_object() AS facets, (1)::bigint AS n
    FROM new_rows r
  UNION ALL
  SELECT 'investigations_closed' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.closed_on AS day, jsonb_build_object('disposition', r.outcome) AS facets, (1)::bigint AS n
    FROM new_rows r
   WHERE r.closed_on IS NOT NULL
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
  ELSIF tg_op = 'DELETE' THEN
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT 'investigations_initiated' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.opened_on AS day, jsonb_build_object() AS facets, -(1)::bigint AS n
    FROM old_rows r
  UNION ALL
  SELECT 'investigations_closed' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.closed_on AS day, jsonb_build_object('disposition', r.outcome) AS facets, -(1)::bigint AS n
    FROM old_rows r
   WHERE r.closed_on IS NOT NULL
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
  ELSE
    WITH changed AS NOT MATERIALIZED (SELECT 1 AS sign, n.* FROM new_rows n UNION ALL SELECT -1, o.* FROM old_rows o)
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT 'investigations_initiated' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.opened_on AS day, jsonb_build_object() AS facets, r.sign * (1)::bigint AS n
    FROM changed r
  UNION ALL
  SELECT 'investigations_closed' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.closed_on AS day, jsonb_build_object('disposition', r.outcome) AS facets, r.sign * (1)::bigint AS n
    FROM changed r
   WHERE r.closed_on IS NOT NULL
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
  END IF;
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION tally.enter_investigations() TO tracker_owner;
