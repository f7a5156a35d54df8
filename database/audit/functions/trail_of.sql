-- Returns the trail of one complaint and its records, for readers of the complaint: a page of whole acts. Reads change nothing and are
-- listed elsewhere.
CREATE OR REPLACE FUNCTION audit.trail_of(complaint uuid, after bigint, most integer)
  RETURNS TABLE (act bigint, at timestamptz, account_id uuid, account_name text, role text, agency text, action text,
                 reason text, source text, row_id uuid, was jsonb, became jsonb, withheld text[])
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  WITH acts AS (
    SELECT e.transaction, min(e.seq) AS first FROM audit.entries e
     WHERE e.complaint_id = trail_of.complaint AND e.source IS NOT NULL
       AND EXISTS (SELECT FROM app.complaints c WHERE c.id = trail_of.complaint)
     GROUP BY e.transaction HAVING min(e.seq) > trail_of.after ORDER BY 2 LIMIT trail_of.most
  )
  SELECT acts.first, e.at, e.account_id, who.name, e.role, seated.name, e.action, e.reason, e.source, e.row_id,
         e.was, e.became, e.withheld
    FROM acts
    JOIN audit.entries e ON e.transaction = acts.transaction AND e.complaint_id = trail_of.complaint AND e.source IS NOT NULL
    LEFT JOIN app.accounts who ON who.id = e.account_id
    LEFT JOIN app.agencies seated ON seated.id = e.actor_agency
   ORDER BY acts.first, e.seq;
END;
GRANT EXECUTE ON FUNCTION audit.trail_of(uuid, bigint, integer) TO tracker_app;
