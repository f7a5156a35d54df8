-- Returns the keys in use of the session's task force. With locks, none is retired before the commit, so no search misses an identity that
-- moves to another key.
CREATE OR REPLACE FUNCTION vault.active_keys(with_locks boolean) RETURNS TABLE (id uuid, wrapped bytea, wrapped_by text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE own_task_force uuid := auth.case_task_force();
BEGIN
  IF with_locks THEN
    PERFORM FROM vault.keys k WHERE k.task_force_id = own_task_force AND k.destroyed_at IS NULL FOR SHARE;
  END IF;
  RETURN QUERY SELECT k.id, k.wrapped, k.wrapped_by FROM vault.keys k
                WHERE k.task_force_id = own_task_force AND k.destroyed_at IS NULL ORDER BY k.created_at, k.id;
END $$;
GRANT EXECUTE ON FUNCTION vault.active_keys(boolean) TO tracker_app;
