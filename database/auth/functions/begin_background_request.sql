-- Begins the transaction of a request that a timer of the client sent, and not its user. It does not extend the session of a person, so that
-- an unattended page is locked. A machine key has no user, and its last use is always recorded.
CREATE OR REPLACE FUNCTION auth.begin_background_request(session bytea, is_read_only boolean, request text, address inet)
  RETURNS TABLE (account_id uuid, session_id uuid, role text, task_force_id uuid, agency_id uuid, scopes text[],
                 is_stepped_up boolean)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.background', 'on', true);
  RETURN QUERY SELECT b.* FROM auth.begin_request(session, is_read_only, request, address) b;
END $$;
GRANT EXECUTE ON FUNCTION auth.begin_background_request(bytea, boolean, text, inet) TO tracker_app;
