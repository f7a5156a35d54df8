-- Deletes the users of providers who left or were rejected, 90 days after their last change, with an entry each. Needs no session: it does
-- only what the rows require.
CREATE OR REPLACE FUNCTION app.delete_ended_users() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE deleted bigint;
BEGIN
  WITH ended AS (
    DELETE FROM app.provisioned_users u
     WHERE u.state IN ('left', 'rejected') AND u.changed_at < now() - interval '90 days'
    RETURNING u.id, u.task_force_id
  )
  INSERT INTO audit.entries (task_force_id, action, subject)
  SELECT e.task_force_id, 'provisioned-user.expired', e.id FROM ended e;
  GET DIAGNOSTICS deleted = ROW_COUNT;
  RETURN deleted;
END $$;
GRANT EXECUTE ON FUNCTION app.delete_ended_users() TO tracker_app;
