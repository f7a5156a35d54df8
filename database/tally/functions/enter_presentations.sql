-- Enters into the ledger how a statement on app.presentations changes the counts.
-- Written by `npm run ledger:sql` from src/reporting/reports/measures.
CREATE OR REPLACE FUNCTION tally.enter_presentations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF tg_op = 'INSERT' THEN
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT 'presentations' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.held_on AS day, jsonb_build_object() AS facets, (1)::bigint AS n
    FROM new_rows r
   WHERE r.voided_at IS NULL
  UNION ALL
  SELECT 'people_reached' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.held_on AS day, jsonb_build_object('audience', 'youth') AS facets, (r.attendees_youth)::bigint AS n
    FROM new_rows r
   WHERE r.voided_at IS NULL AND r.attendees_youth > 0
  UNION ALL
  SELECT 'people_reached' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.held_on AS day, jsonb_build_object('audience', 'adults') AS facets, (r.attendees_adult)::bigint AS n
    FROM new_rows r
   WHERE r.voided_at IS NULL AND r.attendees_adult > 0
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
  ELSIF tg_op = 'DELETE' THEN
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT 'presentations' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.held_on AS day, jsonb_build_object() AS facets, -(1)::bigint AS n
    FROM old_rows r
   WHERE r.voided_at IS NULL
  UNION ALL
  SELECT 'people_reached' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.held_on AS day, jsonb_build_object('audience', 'youth') AS facets, -(r.attendees_youth)::bigint AS n
    FROM old_rows r
   WHERE r.voided_at IS NULL AND r.attendees_youth > 0
  UNION ALL
  SELECT 'people_reached' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.held_on AS day, jsonb_build_object('audience', 'adults') AS facets, -(r.attendees_adult)::bigint AS n
    FROM old_rows r
   WHERE r.voided_at IS NULL AND r.attendees_adult > 0
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
  ELSE
    WITH changed AS NOT MATERIALIZED (SELECT 1 AS sign, n.* FROM new_rows n UNION ALL SELECT -1, o.* FROM old_rows o)
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT 'presentations' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.held_on AS day, jsonb_build_object() AS facets, r.sign * (1)::bigint AS n
    FROM changed r
   WHERE r.voided_at IS NULL
  UNION ALL
  SELECT 'people_reached' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.held_on AS day, jsonb_build_object('audience', 'youth') AS facets, r.sign * (r.attendees_youth)::bigint AS n
    FROM changed r
   WHERE r.voided_at IS NULL AND r.attendees_youth > 0
  UNION ALL
  SELECT 'people_reached' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.held_on AS day, jsonb_build_object('audience', 'adults') AS facets, r.sign * (r.attendees_adult)::bigint AS n
    FROM changed r
   WHERE r.voided_at IS NULL AND r.attendees_adult > 0
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
  END IF;
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION tally.enter_presentations() TO tracker_owner;
