-- Returns complaints whose narrative has these words, the latest received first. It reads month by month where there are many matches and
-- more months at once where there are few. The index knows only that the words occur, so a phrase is checked in the text. Planned once for
-- all months.
CREATE OR REPLACE FUNCTION oversight.search_narratives(sought text, from_on date, until_on date, before_at timestamptz, before_id uuid, most integer,
                                            wanted integer)
  RETURNS TABLE (record_id uuid, kind text, detail text, complaint_id uuid, received_at timestamptz, received_on date, agency_id uuid,
                 state text, type text, source text) LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000
  SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET work_mem = '16MB' AS $$
#variable_conflict use_column
DECLARE
  own_task_force uuid := auth.case_task_force();
  in_agency uuid := auth.agency();
  sees_sealed boolean := auth.sees_sealed();
  seat tsquery := ('''' || coalesce(' a' || in_agency, ' f' || own_task_force) || '''')::tsquery;
  sense tsquery := websearch_to_tsquery('pg_catalog.english', sought);
  is_sifted boolean := coalesce(sense::text ~ '<(-|[0-9]+)>', false);
  asked tsquery := CASE WHEN is_sifted THEN nullif(regexp_replace(querytree(sense), '<(-|[0-9]+)>', '&', 'g'), 'T')::tsquery ELSE sense END;
  query tsquery := CASE WHEN asked IS NULL THEN seat ELSE seat && asked END;
  oldest timestamp;
  month timestamp;
  months integer := 1;
  within tsquery;
  remaining integer := most;
  missing integer := wanted;
  possible uuid[];
  candidates integer;
  shown integer;
BEGIN
  IF seat IS NULL OR numnode(sense) = 0 OR numnode(sense) > 64 THEN RETURN; END IF;
  SELECT date_trunc('month', min(c.received_at) AT TIME ZONE 'UTC'), date_trunc('month', max(c.received_at) AT TIME ZONE 'UTC')
    INTO oldest, month FROM app.complaints c
   WHERE c.task_force_id = own_task_force AND c.received_at >= coalesce(from_on - 1, '-infinity')::timestamptz
     AND c.received_at < coalesce(until_on + 1, 'infinity')::timestamptz AND c.received_at <= coalesce(before_at, 'infinity');
  WHILE month >= oldest LOOP
    SELECT string_agg(format('%L', ' m' || to_char(m, 'YYYY-MM')), ' | ')::tsquery INTO within
      FROM generate_series(greatest(oldest, month - (months - 1) * interval '1 month'), month, '1 month') m;
    IF is_sifted THEN
      possible := ARRAY(SELECT c.complaint_id FROM search.complaints c WHERE c.words @@ (query && within) AND (NOT c.is_sealed OR sees_sealed)
           AND c.task_force_id = own_task_force AND coalesce(in_agency, c.agency_id) IN (c.agency_id, c.working_agency_id)
           AND (before_at IS NULL OR (c.received_at, c.complaint_id) < (before_at, before_id))
           AND (from_on IS NULL OR c.received_on >= from_on) AND (until_on IS NULL OR c.received_on < until_on)
                      ORDER BY c.received_at DESC, c.complaint_id DESC LIMIT remaining);
      candidates := cardinality(possible);
      RETURN QUERY
        SELECT c.complaint_id, 'narrative', 'words', c.complaint_id, c.received_at::timestamptz, c.received_on, c.agency_id, c.state, c.type, c.source
          FROM search.complaints c
         WHERE c.complaint_id = ANY (possible) AND c.words @@ sense
         ORDER BY c.received_at DESC, c.complaint_id DESC LIMIT missing;
      GET DIAGNOSTICS shown = ROW_COUNT;
    ELSE
      RETURN QUERY
        SELECT c.complaint_id, 'narrative', 'words', c.complaint_id, c.received_at::timestamptz, c.received_on, c.agency_id, c.state, c.type, c.source
          FROM search.complaints c
         WHERE c.words @@ (query && within) AND (NOT c.is_sealed OR sees_sealed)
           AND c.task_force_id = own_task_force AND coalesce(in_agency, c.agency_id) IN (c.agency_id, c.working_agency_id)
           AND (before_at IS NULL OR (c.received_at, c.complaint_id) < (before_at, before_id))
           AND (from_on IS NULL OR c.received_on >= from_on) AND (until_on IS NULL OR c.received_on < until_on)
         ORDER BY c.received_at DESC, c.complaint_id DESC LIMIT least(remaining, missing);
      GET DIAGNOSTICS candidates = ROW_COUNT;
      shown := candidates;
    END IF;
    remaining := remaining - candidates;
    missing := missing - shown;
    IF remaining <= 0 THEN RETURN QUERY SELECT NULL::uuid, NULL::text, NULL::text, NULL::uuid, NULL::timestamptz, NULL::date, NULL::uuid, NULL::text, NULL::text, NULL::text; END IF;
    IF remaining <= 0 OR missing <= 0 THEN RETURN; END IF;
    month := month - months * interval '1 month';
    months := months * least(4, greatest(1, remaining / (2 * (candidates + 1))));
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION oversight.search_narratives(text, date, date, timestamptz, uuid, integer, integer) TO tracker_app;
