-- Refuses each request of 0.2.0 and of commits before auth.begin_background_request. Such an instance does not compare its schema with that of the database, and
-- would fail somewhere in a request. It answers 503 by this state until it is replaced.
CREATE OR REPLACE FUNCTION auth.begin_in_background(session bytea, is_read_only boolean, request text, address inet)
  RETURNS TABLE (account_id uuid, session_id uuid, role text, task_force_id uuid, agency_id uuid, scopes text[],
                 is_stepped_up boolean)
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'A newer release has migrated the database' USING ERRCODE = '57P03';
END $$;
GRANT EXECUTE ON FUNCTION auth.begin_in_background(bytea, boolean, text, inet) TO tracker_app;
