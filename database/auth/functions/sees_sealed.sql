-- Whether the session may see sealed complaints: a supervisor at the task force's seat may.
CREATE OR REPLACE FUNCTION auth.sees_sealed() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.session();
BEGIN
  RETURN coalesce(living.role = 'supervisor' AND living.task_force_id IS NOT NULL AND living.agency_id IS NULL, false);
END $$;
GRANT EXECUTE ON FUNCTION auth.sees_sealed() TO tracker_app, tracker_oversight;
