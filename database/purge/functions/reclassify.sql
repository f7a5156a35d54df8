-- Recalculates retention by rule for complaints that are about to become due, since an arrest may have followed or the complaint was closed
-- again.
CREATE OR REPLACE FUNCTION purge.reclassify() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE changed bigint;
BEGIN
  PERFORM set_config('app.action', 'retention.classified', true);
  UPDATE app.retentions r
     SET class = anew.class, closed_on = anew.closed_on, review_on = anew.review_on, reason = NULL, decided_by = NULL,
         decided_at = NULL, mark_reason = NULL, marked_by = NULL, marked_at = NULL, purge_not_before = NULL,
         version = r.version + 1
    FROM (SELECT o.id, k.* FROM app.retentions o CROSS JOIN LATERAL app.retention_by_rule(o.complaint_id) k
           WHERE o.review_on <= current_date
             AND (o.closed_on <> k.closed_on OR (o.decided_at IS NULL AND o.class <> k.class))) anew
   WHERE anew.id = r.id;
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;
GRANT EXECUTE ON FUNCTION purge.reclassify() TO tracker_purge;
