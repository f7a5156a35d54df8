-- Returns who has read a record, newest first, and how often. For supervisors who see it and auditors of its seat. No row for a record that
-- is not accessible, and a row of nulls where no reads are left.
CREATE OR REPLACE FUNCTION audit.access_log_of(record uuid, before_at timestamptz, before_seq bigint, most integer)
  RETURNS TABLE (at timestamptz, seq bigint, account_id uuid, account_name text, role text, agency text, action text,
                 outcome text, records integer, address text, request_id text, times bigint)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = 'force_custom_plan' AS $$
BEGIN
  IF NOT coalesce(auth.role() IN ('supervisor', 'auditor'), false) THEN RETURN; END IF;
  RETURN QUERY
    SELECT l.at, l.seq, l.account_id, person.name, l.role, seated.name, l.action, l.outcome, cardinality(l.records),
           host(l.address), l.request_id, l.times
      FROM audit.find_explained_record(record) p
      LEFT JOIN (SELECT e.*, count(*) OVER (PARTITION BY e.account_id) AS times
                   FROM audit.entries e WHERE e.records @> ARRAY[record]) l
             ON before_seq IS NULL OR (l.at, l.seq) < (before_at, before_seq)
      LEFT JOIN app.accounts person ON person.id = l.account_id
      LEFT JOIN app.agencies seated ON seated.id = l.actor_agency
     ORDER BY l.at DESC, l.seq DESC LIMIT most;
END $$;
GRANT EXECUTE ON FUNCTION audit.access_log_of(uuid, timestamptz, bigint, integer) TO tracker_app;
