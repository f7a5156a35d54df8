-- Enters into the ledger how a statement on app.purged_counts changes the counts.
CREATE OR REPLACE FUNCTION tally.enter_purged_counts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$

BEGIN
  IF tg_op = 'INSERT' THEN
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT r.measure, r.record_id, r.complaint_id, r.task_force_id, r.agency_id, r.counted_on AS day, r.facets, r.n AS n
    FROM new_rows r WHERE r.n > 0
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
  ELSIF tg_op = 'DELETE' THEN
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT r.measure, r.record_id, r.complaint_id, r.task_force_id, r.agency_id, r.counted_on AS day, r.facets, -r.n AS n
    FROM old_rows r WHERE r.n > 0
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
  ELSE
    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
  SELECT r.measure, r.record_id, r.complaint_id, r.task_force_id, r.agency_id, r.counted_on AS day, r.facets, r.n AS n
    FROM new_rows r WHERE r.n > 0
  UNION ALL
  SELECT r.measure, r.record_id, r.complaint_id, r.task_force_id, r.agency_id, r.counted_on AS day, r.facets, -r.n AS n
    FROM old_rows r WHERE r.n > 0
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;
  END IF;
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION tally.enter_purged_counts() TO tracker_owner;
