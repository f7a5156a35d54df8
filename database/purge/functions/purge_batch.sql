-- Purges the next matters that were marked a month ago or earlier, and returns each result with the position to continue from. No row at
-- the end.
CREATE OR REPLACE FUNCTION purge.purge_batch(after_at timestamptz, after_id uuid, most integer)
  RETURNS TABLE (complaint_id uuid, due_at timestamptz, outcome text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  steps purge.step[] := ARRAY(SELECT s FROM purge.tables_to_purge() s);
  due record;
BEGIN
  PERFORM set_config('app.action', 'complaint.purged', true), set_config('app.subject', '', true),
          set_config('app.reason', '', true), set_config('app.request', '', true);
  FOR due IN
    SELECT r.complaint_id AS id, r.purge_not_before AS at FROM app.retentions r
     WHERE r.marked_at IS NOT NULL AND r.purge_not_before <= now()
       AND (r.purge_not_before, r.complaint_id) > (after_at, after_id)
     ORDER BY r.purge_not_before, r.complaint_id LIMIT most
  LOOP
    complaint_id := due.id;
    due_at := due.at;
    outcome := purge.complaint(due.id, steps);
    RETURN NEXT;
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION purge.purge_batch(timestamptz, uuid, integer) TO tracker_purge;
