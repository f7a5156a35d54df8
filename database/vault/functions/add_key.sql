-- Stores the first key of the session's task force, unless another transaction was first.
CREATE OR REPLACE FUNCTION vault.add_key(id uuid, wrapped bytea, wrapped_by text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO vault.keys (id, task_force_id, wrapped, wrapped_by)
  SELECT add_key.id, own_task_force, add_key.wrapped, add_key.wrapped_by FROM auth.case_task_force() own_task_force
   WHERE own_task_force IS NOT NULL AND NOT EXISTS (SELECT FROM vault.keys k WHERE k.task_force_id = own_task_force)
      ON CONFLICT (task_force_id) WHERE retired_at IS NULL DO NOTHING;
END $$;
GRANT EXECUTE ON FUNCTION vault.add_key(uuid, bytea, text) TO tracker_app;
