-- Recounts the whole ledger in one statement while work continues, and returns how many counts were wrong. Concurrent entries are added to
-- the result.
CREATE OR REPLACE FUNCTION tally.rebuild() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mended bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(21, 0);
  INSERT INTO tally.counts AS c (level, measure, detail, grain, task_force_id, agency_id, starts_on, facets, n)
  SELECT d.level, d.measure, d.detail, d.grain, d.task_force_id, d.agency_id, d.starts_on, d.facets, d.recounted - d.in_ledger
    FROM tally.differences() d
      ON CONFLICT (level, measure, detail, grain, task_force_id, agency_id, starts_on, facets)
      DO UPDATE SET n = c.n + excluded.n;
  GET DIAGNOSTICS mended = ROW_COUNT;
  DELETE FROM tally.counts c WHERE c.n = 0;
  RETURN mended;
END $$;
GRANT EXECUTE ON FUNCTION tally.rebuild() TO tracker_owner;
