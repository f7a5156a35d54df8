-- Returns the level of the session's seat: national, task_force or agency. Null without a session.
CREATE OR REPLACE FUNCTION auth.seat() RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.session();
BEGIN
  RETURN CASE WHEN living.id IS NULL THEN NULL
              WHEN living.agency_id IS NOT NULL THEN 'agency'
              WHEN living.task_force_id IS NOT NULL THEN 'task_force'
              ELSE 'national' END;
END $$;
GRANT EXECUTE ON FUNCTION auth.seat() TO tracker_app, tracker_oversight;
