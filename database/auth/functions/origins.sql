-- Returns an account and its origins: whoever created it or gave it its role, seat, link or factors within 30 days, and theirs in turn. An
-- approval gives no control over an account, so it is no origin.
CREATE OR REPLACE FUNCTION auth.origins(account uuid, acts text[] DEFAULT ARRAY['created', 'role_changed', 'seat_changed', 'enabled',
                                                                     'link_issued', 'reset_requested', 'reset_approved'])
  RETURNS TABLE (account_id uuid) LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  WITH RECURSIVE chain (account_id, until) AS (
    SELECT account, 'infinity'::timestamptz
    UNION
    SELECT a.actor_id, a.at FROM chain c
      JOIN auth.account_acts a ON a.account_id = c.account_id AND a.at <= c.until
     WHERE a.at > now() - interval '30 days' AND a.act = ANY (acts)
  )
  SELECT DISTINCT c.account_id FROM chain c;
END;
