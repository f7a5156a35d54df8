-- Returns the task force whose cases the session may see. Administrators, auditors and the national seat see no cases.
CREATE OR REPLACE FUNCTION auth.case_task_force() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.session();
BEGIN
  RETURN CASE WHEN living.role IN ('analyst', 'investigator', 'supervisor') THEN living.task_force_id END;
END $$;
GRANT EXECUTE ON FUNCTION auth.case_task_force() TO tracker_app, tracker_oversight;
