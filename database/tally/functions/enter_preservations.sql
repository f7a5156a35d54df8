-- Enters into the ledger how a statement on app.preservations changes the counts.
-- Written by `npm run ledger:sql` from src/reporting/reports/measures.
CREATE OR REPLACE FUNCTION tally.enter_preservations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF tg_op = 'INSERT' THEN
    PERFORM tally.lock_complaints(ARRAY(SELECT w.complaint_id FROM new_rows w), false);
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT 'preservation_requests' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, c.agency_id AS agency_id,
         r.requested_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified')) AS facets, (1)::bigint AS n
    FROM new_rows r JOIN app.complaints c ON c.id = r.complaint_id
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
  ELSIF tg_op = 'DELETE' THEN
    PERFORM tally.lock_complaints(ARRAY(SELECT w.complaint_id FROM old_rows w), false);
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT 'preservation_requests' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, c.agency_id AS agency_id,
         r.requested_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified')) AS facets, -(1)::bigint AS n
    FROM old_rows r JOIN app.complaints c ON c.id = r.complaint_id
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
  ELSE
    PERFORM tally.lock_complaints(ARRAY(SELECT w.complaint_id FROM (SELECT * FROM new_rows UNION ALL SELECT * FROM old_rows) w), false);
    WITH changed AS NOT MATERIALIZED (SELECT 1 AS sign, n.* FROM new_rows n UNION ALL SELECT -1, o.* FROM old_rows o)
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT 'preservation_requests' AS measure, r.id AS record_id, r.complaint_id AS complaint_id, r.task_force_id, c.agency_id AS agency_id,
         r.requested_on AS day, jsonb_build_object('type', coalesce(c.type, 'unclassified'), 'mode', coalesce(c.mode, 'unclassified')) AS facets, r.sign * (1)::bigint AS n
    FROM changed r JOIN app.complaints c ON c.id = r.complaint_id
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
  END IF;
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION tally.enter_preservations() TO tracker_owner;
