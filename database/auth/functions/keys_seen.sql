-- Returns the machine keys that a person sees, without their hashes: their own, and for administrators those of their seat and below.
CREATE OR REPLACE FUNCTION auth.keys_seen() RETURNS TABLE (id uuid, account_id uuid, account_name text, name text, prefix text,
                                scopes text[], networks text[], created_at timestamptz, used_at timestamptz,
                                expires_at timestamptz, ended_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT k.id, k.account_id, a.name, k.name, k.prefix, k.scopes, k.networks::text[], k.opened_at,
         CASE WHEN k.seen_at > k.opened_at THEN k.seen_at END, k.expires_at, k.ended_at
    FROM auth.session() me
    JOIN auth.sessions k ON k.kind = 'key' AND me.kind = 'session'
    JOIN app.accounts a ON a.id = k.account_id
   WHERE k.account_id = me.account_id
      OR (me.role = 'admin' AND (me.task_force_id IS NULL OR me.task_force_id = a.task_force_id)
          AND (me.agency_id IS NULL OR me.agency_id = a.agency_id));
END;
GRANT EXECUTE ON FUNCTION auth.keys_seen() TO tracker_app;
