-- Returns a page of the task force's changes after a place in its chain, and the place reached. A place is a link's position, the start of
-- its hash, and an offset into its entries. Position null is the newest, and 0 is before the first. A committed entry appears with its link,
-- within about a second. One call reads a bounded number of entries. Status: 'read', 'archived' when later entries are in a file, 'unknown'
-- when the chain has no such link.
CREATE OR REPLACE FUNCTION audit.changes_after(after_position bigint, after_within bigint, after_mark text, most integer)
  RETURNS TABLE (status text, "position" bigint, within bigint, mark text, is_caught_up boolean, changes jsonb)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = 'force_generic_plan' AS $$
DECLARE
  most_links constant integer := 500;
  most_entries constant integer := 2000;
  me auth.sessions := auth.session();
  own_task_force uuid := auth.case_task_force();
  newest audit.heads;
  start audit.links;
  last audit.links;
  is_archived boolean;
  entry record;
  went_through integer := 0;
  found jsonb[] := '{}';
BEGIN
  status := 'read'; "position" := 0; within := 0; mark := ''; is_caught_up := true; changes := '[]';
  SELECT h.* INTO newest FROM audit.heads h WHERE h.chain = own_task_force;
  IF newest.chain IS NULL THEN
    IF after_position > 0 THEN status := 'unknown'; END IF;
    RETURN NEXT; RETURN;
  END IF;
  IF after_position IS NULL THEN
    "position" := newest.position; within := newest.last_seq - newest.first_seq; mark := audit.hash_prefix_of(newest.hash);
    RETURN NEXT; RETURN;
  END IF;
  IF after_position > 0 THEN
    SELECT l.* INTO start FROM audit.links l WHERE l.chain = own_task_force AND l.position = after_position;
    IF start.chain IS NULL OR audit.hash_prefix_of(start.hash) <> after_mark OR after_within > start.last_seq - start.first_seq THEN
      status := 'unknown';
      RETURN NEXT; RETURN;
    END IF;
  END IF;
  "position" := after_position; within := after_within; mark := after_mark;

  SELECT bool_or(a.month IS NOT NULL), max(ahead.position) INTO is_archived, last.position
    FROM (SELECT l.position, l.at FROM audit.links l
           WHERE l.chain = own_task_force AND l.position >= after_position
             AND (l.position > after_position OR l.first_seq + after_within < l.last_seq)
           ORDER BY l.position LIMIT most_links) ahead
    LEFT JOIN audit.archives a ON a.month = date_trunc('month', ahead.at AT TIME ZONE 'UTC')::date;
  IF is_archived THEN
    status := 'archived';
    RETURN NEXT; RETURN;
  END IF;

  FOR entry IN
    SELECT e.position, e.within, e.hash, e.seq, e.at, e.source, e.row_id, e.complaint_id, e.action, e.kind, e.is_seen,
           NOT e.is_seen AND e.may_have_gone AND audit.previously_visible(e.complaint_id, e.seq) AS is_gone,
           CASE WHEN e.source = 'agency_memberships' AND e.is_seen
                THEN (SELECT m.agency_id FROM app.agency_memberships m WHERE m.id = e.row_id)
                WHEN e.source = 'purged_complaints' THEN e.complaint_id ELSE e.row_id END AS record_id
      FROM (SELECT ahead.position, written.seq - ahead.first_seq AS within, ahead.hash, written.*,
                   written.kind IS NOT NULL AND CASE written.source
                     -- npm run feed:sql writes the lines to the end of the CASE.
                     WHEN 'agencies' THEN EXISTS (SELECT FROM app.agencies r WHERE r.id = written.row_id OFFSET 0)
                     WHEN 'agency_memberships' THEN EXISTS (SELECT FROM app.agency_memberships r WHERE r.id = written.row_id OFFSET 0)
                     WHEN 'assistance_sessions' THEN EXISTS (SELECT FROM app.assistance_sessions r WHERE r.id = written.row_id OFFSET 0)
                     WHEN 'purged_complaints' THEN false
                     WHEN 'investigations' THEN EXISTS (SELECT FROM app.investigations r WHERE r.id = written.row_id OFFSET 0)
                     WHEN 'operations' THEN EXISTS (SELECT FROM app.operations r WHERE r.id = written.row_id OFFSET 0)
                     WHEN 'operation_events' THEN EXISTS (SELECT FROM app.operation_events r WHERE r.id = written.row_id OFFSET 0)
                     WHEN 'operation_members' THEN EXISTS (SELECT FROM app.operation_members r WHERE r.id = written.row_id OFFSET 0)
                     WHEN 'presentations' THEN EXISTS (SELECT FROM app.presentations r WHERE r.id = written.row_id OFFSET 0)
                     WHEN 'staffing_levels' THEN EXISTS (SELECT FROM app.staffing_levels r WHERE r.id = written.row_id OFFSET 0)
                     WHEN 'trainings' THEN EXISTS (SELECT FROM app.trainings r WHERE r.id = written.row_id OFFSET 0)
                     WHEN 'transfers' THEN EXISTS (SELECT FROM app.complaints r WHERE r.id = written.complaint_id OFFSET 0) AND EXISTS (SELECT FROM app.transfers r WHERE r.id = written.row_id OFFSET 0)
                     ELSE EXISTS (SELECT FROM app.complaints r WHERE r.id = written.complaint_id OFFSET 0)
                     END AS is_seen,
                   written.kind IS NOT NULL
                     AND (written.source = 'purged_complaints'
                          OR (written.source = 'complaints' AND written.was ?| ARRAY['agency_id', 'working_agency_id', 'is_sealed']))
                     AS may_have_gone
              FROM (SELECT l.position, l.at, coalesce(l.last_at, l.at) AS last_at, l.first_seq, l.last_seq, l.hash,
                           coalesce(l.transactions, ARRAY[l.transaction]) AS transactions
                      FROM audit.links l
                     WHERE l.chain = own_task_force AND l.position >= after_position
                       AND (l.position > after_position OR l.first_seq + after_within < l.last_seq)
                     ORDER BY l.position LIMIT most_links) ahead
             CROSS JOIN LATERAL (
                   SELECT x.seq, x.at, x.source, x.row_id, x.complaint_id, x.action, x.was,
                          -- A machine key receives the kinds that it can read.
                          CASE WHEN x.outcome = 'done'
                                AND (me.scopes IS NULL
                                     OR CASE audit.kind_of(x.source) WHEN 'complaint' THEN 'complaints:read'
                                                                     WHEN 'agency' THEN 'agencies:read' END = ANY (me.scopes))
                               THEN audit.kind_of(x.source) END AS kind
                     FROM audit.entries x
                    WHERE x.at >= ahead.at AND x.at <= ahead.last_at AND x.seq <= ahead.last_seq
                      AND x.seq >= ahead.first_seq + CASE ahead.position WHEN after_position THEN after_within + 1 ELSE 0 END
                      AND x.transaction = ANY (ahead.transactions) AND x.task_force_id = own_task_force
                    ORDER BY x.seq LIMIT most_entries) written
             ORDER BY ahead.position, written.seq LIMIT most_entries) e
     ORDER BY e.position, e.seq
  LOOP
    went_through := went_through + 1;
    "position" := entry.position; within := entry.within; mark := audit.hash_prefix_of(entry.hash);
    IF entry.is_seen OR entry.is_gone THEN
      found := array_append(found, jsonb_build_object('at', entry.at, 'kind', entry.kind, 'record_id', entry.record_id,
                'complaint_id', entry.complaint_id, 'action', CASE WHEN entry.is_seen THEN entry.action END,
                'is_gone', entry.is_gone));
      EXIT WHEN cardinality(found) = most;
    END IF;
  END LOOP;

  -- The place is the end of the last link if everything was read, and otherwise where reading stopped.
  IF cardinality(found) < most AND went_through < most_entries AND last.position IS NOT NULL THEN
    SELECT l.* INTO last FROM audit.links l WHERE l.chain = own_task_force AND l.position = last.position;
    "position" := last.position; within := last.last_seq - last.first_seq; mark := audit.hash_prefix_of(last.hash);
  END IF;
  changes := to_jsonb(found);
  is_caught_up := "position" = newest.position AND within = newest.last_seq - newest.first_seq;
  RETURN NEXT;
END $$;
GRANT EXECUTE ON FUNCTION audit.changes_after(bigint, bigint, text, integer) TO tracker_app;
