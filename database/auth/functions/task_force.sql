-- Returns the task force of the transaction's session.
CREATE OR REPLACE FUNCTION auth.task_force() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN (auth.session()).task_force_id; END $$;
GRANT EXECUTE ON FUNCTION auth.task_force() TO tracker_app, tracker_oversight;
