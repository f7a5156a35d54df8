-- Returns the acts of others on the session's own account since an instant, the latest first, of at most 30 days. Supervisors and
-- administrators also get those on accounts of their seat and below.
CREATE OR REPLACE FUNCTION auth.account_acts_since(since timestamptz, most integer)
  RETURNS TABLE (account_id uuid, account_name text, act text, actor_name text, at timestamptz)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me auth.sessions := auth.session();
BEGIN
  RETURN QUERY
    SELECT a.account_id, changed_account.name, a.act, actor.name, a.at
      FROM auth.account_acts a
      JOIN app.accounts changed_account ON changed_account.id = a.account_id
      JOIN app.accounts actor ON actor.id = a.actor_id
     WHERE a.at > greatest(since, now() - interval '30 days') AND a.actor_id <> me.account_id
       AND (a.account_id = me.account_id
            OR (me.role IN ('supervisor', 'admin')
                AND auth.is_at_or_below(changed_account.task_force_id, changed_account.agency_id, me.task_force_id, me.agency_id)))
     ORDER BY a.at DESC, a.id DESC LIMIT most;
END $$;
GRANT EXECUTE ON FUNCTION auth.account_acts_since(timestamptz, integer) TO tracker_app;
