-- Sets the retention of the closed complaints after an id and returns the last id; null at the end.
CREATE OR REPLACE FUNCTION purge.classify_closed(after uuid, most integer) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE part uuid[];
BEGIN
  PERFORM set_config('app.action', 'retention.classified', true);
  part := ARRAY(SELECT c.id FROM app.complaints c WHERE c.id > after AND c.state = 'closed' ORDER BY c.id LIMIT most);
  INSERT INTO app.retentions (id, task_force_id, complaint_id, class, closed_on, review_on, version)
  SELECT gen_random_uuid(), c.task_force_id, c.id, k.class, k.closed_on, k.review_on, 1
    FROM app.complaints c CROSS JOIN LATERAL app.retention_by_rule(c.id) k
   WHERE c.id = ANY (part) AND NOT EXISTS (SELECT FROM app.retentions r WHERE r.complaint_id = c.id)
      ON CONFLICT (complaint_id) DO NOTHING;
  RETURN part[cardinality(part)];
END $$;
GRANT EXECUTE ON FUNCTION purge.classify_closed(uuid, integer) TO tracker_purge;
