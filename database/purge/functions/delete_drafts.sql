-- Deletes ended drafts and drafts after their last day, but none within 24 hours of its beginning: until then it counts towards the day's
-- limit. A draft on legal hold stays until the hold is lifted; if it has ended, the next run erases its text.
CREATE OR REPLACE FUNCTION purge.delete_drafts() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE deleted bigint;
BEGIN
  PERFORM set_config('app.action', 'draft.expired', true);
  UPDATE staging.drafts d SET wrapped_key = NULL, body = NULL, mentioned_ids = '{}'
   WHERE d.ended_at IS NOT NULL AND d.body IS NOT NULL AND (d.complaint_id IS NULL OR NOT app.is_held(d.complaint_id));
  DELETE FROM staging.drafts d
   WHERE (d.ended_at IS NOT NULL OR d.expires_at < now()) AND d.begun_at < now() - interval '24 hours'
     AND (d.complaint_id IS NULL OR NOT app.is_held(d.complaint_id));
  GET DIAGNOSTICS deleted = ROW_COUNT;
  RETURN deleted;
END $$;
GRANT EXECUTE ON FUNCTION purge.delete_drafts() TO tracker_owner;
