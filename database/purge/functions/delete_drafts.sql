-- Deletes ended drafts, and drafts after their last day. A draft about a complaint on legal hold stays until the hold is lifted.
CREATE OR REPLACE FUNCTION purge.delete_drafts() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE deleted bigint;
BEGIN
  PERFORM set_config('app.action', 'draft.expired', true);
  DELETE FROM staging.drafts d
   WHERE (d.ended_at IS NOT NULL OR d.expires_at < now()) AND (d.complaint_id IS NULL OR NOT app.is_held(d.complaint_id));
  GET DIAGNOSTICS deleted = ROW_COUNT;
  RETURN deleted;
END $$;
GRANT EXECUTE ON FUNCTION purge.delete_drafts() TO tracker_owner;
