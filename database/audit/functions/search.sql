-- Returns the trail, newest first, as far as the session may read it. Auditors read the acts of the seat and below, supervisors of a task
-- force those of the task force. At an agency both read the acts of its people and on its accounts, and everything about its records.
-- Administrators read the management of the seat's accounts and agencies, everybody else their own acts. Each call is planned for its own
-- filters. Entries are found by an index, and details are read for one page alone.
CREATE OR REPLACE FUNCTION audit.search(of_account uuid, of_action text, about uuid, from_at timestamptz, until_at timestamptz,
                             with_outcome text, before_at timestamptz, before_seq bigint, most integer)
  RETURNS TABLE (at timestamptz, seq bigint, account_id uuid, account_name text, role text, agency text, action text,
                 subject uuid, source text, row_id uuid, records integer, outcome text, reason text, address text,
                 request_id text, fields text[])
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = 'force_custom_plan' AS $$
DECLARE
  me auth.sessions := auth.session();
  is_keeper boolean := me.role = 'admin';
  is_own boolean := NOT (me.role IN ('admin', 'auditor') OR (me.role = 'supervisor' AND me.task_force_id IS NOT NULL));
  who uuid := CASE WHEN is_own THEN me.account_id ELSE of_account END;
  own_task_force uuid := CASE WHEN NOT is_own THEN me.task_force_id END;
  in_agency uuid := CASE WHEN NOT is_own THEN me.agency_id END;
  since timestamptz := coalesce(from_at, '-infinity');
  until timestamptz := least(until_at, before_at + interval '1 microsecond', 'infinity');
  keys audit.entry_key[];
BEGIN
  IF me.id IS NULL OR (is_own AND of_account <> me.account_id) OR (is_keeper AND NOT audit.is_administrative(of_action)) THEN
    RETURN;
  END IF;

  IF about IS NOT NULL THEN
    -- An agency may read the acts of anybody on its own records and on itself.
    IF about = in_agency OR EXISTS (SELECT FROM audit.find_explained_record(about)) THEN in_agency := NULL; END IF;
    keys := ARRAY(
      SELECT (f.at, f.seq)::audit.entry_key
        FROM (SELECT e.at, e.seq, e.account_id, e.task_force_id, e.actor_agency, e.action, e.subject, e.complaint_id, e.outcome
                FROM audit.entries e WHERE e.complaint_id = about
              UNION
              SELECT e.at, e.seq, e.account_id, e.task_force_id, e.actor_agency, e.action, e.subject, e.complaint_id, e.outcome
                FROM audit.entries e WHERE e.subject = about AND e.subject IS DISTINCT FROM e.complaint_id
              UNION
              SELECT e.at, e.seq, e.account_id, e.task_force_id, e.actor_agency, e.action, e.subject, e.complaint_id, e.outcome
                FROM audit.entries e WHERE e.row_id = about AND e.row_id IS DISTINCT FROM e.subject
              UNION
              SELECT e.at, e.seq, e.account_id, e.task_force_id, e.actor_agency, e.action, e.subject, e.complaint_id, e.outcome
                FROM audit.entries e WHERE e.records @> ARRAY[about]) f
       WHERE f.at >= since AND f.at < until AND (before_seq IS NULL OR (f.at, f.seq) < (before_at, before_seq))
         AND (who IS NULL OR f.account_id = who) AND (own_task_force IS NULL OR f.task_force_id = own_task_force)
         AND (in_agency IS NULL OR f.actor_agency = in_agency
              OR f.subject IN (SELECT a.id FROM app.accounts a WHERE a.agency_id = in_agency))
         AND (of_action IS NULL OR f.action = of_action) AND (with_outcome IS NULL OR f.outcome = with_outcome)
         AND (NOT is_keeper OR (audit.is_administrative(f.action) AND f.complaint_id IS NULL))
       ORDER BY f.at DESC, f.seq DESC LIMIT most);

  ELSIF of_action IS NOT NULL AND own_task_force IS NULL AND who IS NULL AND with_outcome IS DISTINCT FROM 'refused' THEN
    -- One act across the nation: read by task force, which is the order of the index.
    keys := ARRAY(
      SELECT (f.at, f.seq)::audit.entry_key
        FROM (SELECT n.at, n.seq
                FROM app.task_forces t
               CROSS JOIN LATERAL (
                     SELECT e.at, e.seq FROM audit.entries e
                      WHERE e.action = of_action AND e.task_force_id = t.id
                        AND e.at >= since AND e.at < until
                        AND (before_seq IS NULL OR (e.at, e.seq) < (before_at, before_seq))
                        AND (with_outcome IS NULL OR e.outcome = with_outcome)
                        AND (NOT is_keeper OR e.complaint_id IS NULL)
                      ORDER BY e.at DESC, e.seq DESC LIMIT most) n
              UNION ALL
              (SELECT e.at, e.seq FROM audit.entries e
                WHERE e.action = of_action AND e.task_force_id IS NULL
                  AND e.at >= since AND e.at < until
                  AND (before_seq IS NULL OR (e.at, e.seq) < (before_at, before_seq))
                  AND (with_outcome IS NULL OR e.outcome = with_outcome)
                  AND (NOT is_keeper OR e.complaint_id IS NULL)
                ORDER BY e.at DESC, e.seq DESC LIMIT most)) f
       ORDER BY f.at DESC, f.seq DESC LIMIT most);

  ELSE
    keys := ARRAY(
      SELECT (f.at, f.seq)::audit.entry_key
        FROM ((SELECT e.at, e.seq FROM audit.entries e
                WHERE (who IS NULL OR e.account_id = who) AND (own_task_force IS NULL OR e.task_force_id = own_task_force)
                  AND (in_agency IS NULL OR e.actor_agency = in_agency)
                  AND e.at >= since AND e.at < until
                  AND (before_seq IS NULL OR (e.at, e.seq) < (before_at, before_seq))
                  AND (of_action IS NULL OR e.action = of_action) AND (with_outcome IS NULL OR e.outcome = with_outcome)
                  AND (NOT is_keeper OR (audit.is_administrative(e.action) AND e.complaint_id IS NULL))
                ORDER BY e.at DESC, e.seq DESC LIMIT most)
              UNION ALL
              -- Acts of others on an agency's accounts, and sign-ins to them.
              SELECT o.at, o.seq
                FROM app.accounts a
               CROSS JOIN LATERAL (
                     SELECT e.at, e.seq FROM audit.entries e
                      WHERE e.subject = a.id AND e.subject IS DISTINCT FROM e.complaint_id AND e.task_force_id = own_task_force
                        AND e.actor_agency IS DISTINCT FROM in_agency AND (who IS NULL OR e.account_id = who)
                        AND e.at >= since AND e.at < until
                        AND (before_seq IS NULL OR (e.at, e.seq) < (before_at, before_seq))
                        AND (of_action IS NULL OR e.action = of_action) AND (with_outcome IS NULL OR e.outcome = with_outcome)
                        AND (NOT is_keeper OR (audit.is_administrative(e.action) AND e.complaint_id IS NULL))
                      ORDER BY e.at DESC, e.seq DESC LIMIT most) o
               WHERE a.agency_id = in_agency) f
       ORDER BY f.at DESC, f.seq DESC LIMIT most);
  END IF;

  RETURN QUERY
    SELECT e.at, e.seq, e.account_id, person.name, e.role, seated.name, e.action, e.subject, e.source, e.row_id,
           cardinality(e.records), e.outcome, CASE WHEN NOT is_keeper THEN e.reason END, host(e.address), e.request_id,
           ARRAY(SELECT jsonb_object_keys(e.was) UNION SELECT jsonb_object_keys(e.became) UNION SELECT unnest(e.withheld)
                 ORDER BY 1)
      FROM unnest(keys) k
      JOIN audit.entries e ON e.at = k.at AND e.seq = k.seq
      LEFT JOIN app.accounts person ON person.id = e.account_id
      LEFT JOIN app.agencies seated ON seated.id = e.actor_agency
     ORDER BY e.at DESC, e.seq DESC;
END $$;
GRANT EXECUTE ON FUNCTION audit.search(uuid, text, uuid, timestamptz, timestamptz, text, timestamptz, bigint, integer) TO tracker_app;
