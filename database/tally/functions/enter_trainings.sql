-- Enters into the ledger how a statement on app.trainings changes the counts.
-- Written by `npm run ledger:sql` from src/reporting/reports/measures.
CREATE OR REPLACE FUNCTION tally.enter_trainings() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF tg_op = 'INSERT' THEN
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT 'training_sessions' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object() AS facets, (1)::bigint AS n
    FROM new_rows r
   WHERE r.voided_at IS NULL
  UNION ALL
  SELECT 'people_trained' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object('profession', 'law_enforcement') AS facets, (r.trained_law_enforcement)::bigint AS n
    FROM new_rows r
   WHERE r.voided_at IS NULL AND r.trained_law_enforcement > 0
  UNION ALL
  SELECT 'people_trained' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object('profession', 'prosecutors') AS facets, (r.trained_prosecutors)::bigint AS n
    FROM new_rows r
   WHERE r.voided_at IS NULL AND r.trained_prosecutors > 0
  UNION ALL
  SELECT 'people_trained' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object('profession', 'other') AS facets, (r.trained_other)::bigint AS n
    FROM new_rows r
   WHERE r.voided_at IS NULL AND r.trained_other > 0
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
  ELSIF tg_op = 'DELETE' THEN
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT 'training_sessions' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object() AS facets, -(1)::bigint AS n
    FROM old_rows r
   WHERE r.voided_at IS NULL
  UNION ALL
  SELECT 'people_trained' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object('profession', 'law_enforcement') AS facets, -(r.trained_law_enforcement)::bigint AS n
    FROM old_rows r
   WHERE r.voided_at IS NULL AND r.trained_law_enforcement > 0
  UNION ALL
  SELECT 'people_trained' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object('profession', 'prosecutors') AS facets, -(r.trained_prosecutors)::bigint AS n
    FROM old_rows r
   WHERE r.voided_at IS NULL AND r.trained_prosecutors > 0
  UNION ALL
  SELECT 'people_trained' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object('profession', 'other') AS facets, -(r.trained_other)::bigint AS n
    FROM old_rows r
   WHERE r.voided_at IS NULL AND r.trained_other > 0
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
  ELSE
    WITH changed AS NOT MATERIALIZED (SELECT 1 AS sign, n.* FROM new_rows n UNION ALL SELECT -1, o.* FROM old_rows o)
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT 'training_sessions' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object() AS facets, r.sign * (1)::bigint AS n
    FROM changed r
   WHERE r.voided_at IS NULL
  UNION ALL
  SELECT 'people_trained' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object('profession', 'law_enforcement') AS facets, r.sign * (r.trained_law_enforcement)::bigint AS n
    FROM changed r
   WHERE r.voided_at IS NULL AND r.trained_law_enforcement > 0
  UNION ALL
  SELECT 'people_trained' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object('profession', 'prosecutors') AS facets, r.sign * (r.trained_prosecutors)::bigint AS n
    FROM changed r
   WHERE r.voided_at IS NULL AND r.trained_prosecutors > 0
  UNION ALL
  SELECT 'people_trained' AS measure, r.id AS record_id, NULL::uuid AS complaint_id, r.task_force_id, r.agency_id AS agency_id,
         r.ended_on AS day, jsonb_build_object('profession', 'other') AS facets, r.sign * (r.trained_other)::bigint AS n
    FROM changed r
   WHERE r.voided_at IS NULL AND r.trained_other > 0
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
  END IF;
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION tally.enter_trainings() TO tracker_owner;
