-- Returns the sign-in status of the session's own account and of those it sees. A lock may end by itself.
CREATE OR REPLACE FUNCTION auth.sign_in_statuses(accounts uuid[], locked_for interval)
  RETURNS TABLE (account_id uuid, locked_at timestamptz, last_signed_in_at timestamptz, is_enrolled boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE asking auth.sessions := auth.session();
BEGIN
  RETURN QUERY
    SELECT a.id, CASE WHEN locked_for IS NULL OR now() < lock.locked_at + locked_for THEN lock.locked_at END,
           s.last_signed_in_at, auth.is_enrolled(a.id)
      FROM app.accounts a LEFT JOIN auth.sign_in_status s ON s.account_id = a.id
     CROSS JOIN LATERAL (SELECT greatest(s.locked_at, (SELECT max(d.locked_at) FROM auth.devices d WHERE d.account_id = a.id))) lock (locked_at)
     WHERE a.id = ANY (accounts) AND asking.id IS NOT NULL
       AND (a.id = asking.account_id
            OR (asking.role NOT IN ('analyst', 'investigator')
                AND auth.is_at_or_below(a.task_force_id, a.agency_id, asking.task_force_id, asking.agency_id)));
END $$;
GRANT EXECUTE ON FUNCTION auth.sign_in_statuses(uuid[], interval) TO tracker_app;
