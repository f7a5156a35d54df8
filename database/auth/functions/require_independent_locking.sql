-- Rejects a lock by an account that is not independent of the preparers and of those who answered findings.
CREATE OR REPLACE FUNCTION auth.require_independent_locking() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE answering uuid;
BEGIN
  PERFORM auth.require_independent_approver(new.approved_by, new.prepared_by);
  PERFORM auth.require_independent_approver(new.approved_by, new.counted_by);
  FOR answering IN
    SELECT DISTINCT (a #>> '{}')::uuid FROM jsonb_path_query(new.findings, '$[*].answer.by') a
  LOOP
    PERFORM auth.require_independent_approver(new.approved_by, answering);
  END LOOP;
  RETURN new;
END $$;
