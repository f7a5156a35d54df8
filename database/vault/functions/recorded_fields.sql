-- Returns which fields are recorded for a child, and their version. It needs no re-authentication, since it reveals nothing.
CREATE OR REPLACE FUNCTION vault.recorded_fields(victim uuid) RETURNS TABLE (version integer, fields text[], destroyed_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT coalesce(i.version, 1), coalesce(i.fields, '{}'), i.destroyed_at
    FROM vault.find_child(victim) p LEFT JOIN vault.identities i ON i.id = victim AND i.task_force_id = p.task_force_id;
END;
GRANT EXECUTE ON FUNCTION vault.recorded_fields(uuid) TO tracker_app;
