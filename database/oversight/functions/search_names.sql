-- Returns names with all of these words in any order: as written, spelled similarly, or sounding alike.
CREATE OR REPLACE FUNCTION oversight.search_names(sought text, most integer)
  RETURNS TABLE (record_id uuid, kind text, detail text, complaint_id uuid, received_at timestamptz, received_on date, agency_id uuid,
                 state text, type text, source text) LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
  SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  own_task_force uuid := auth.case_task_force();
  in_agency uuid := auth.agency();
  sees_sealed boolean := auth.sees_sealed();
  seat tsquery := ('''' || coalesce(' a' || in_agency, ' f' || own_task_force) || '''')::tsquery;
  words text[] := oversight.words_of_name(sought);
  mark text := oversight.search_key_prefix(own_task_force);
  of_agency_terms tsquery := format('%L', ' a' || in_agency)::tsquery;
  written tsquery;
  near tsquery;
  alike tsquery;
  found integer;
  others integer;
BEGIN
  -- An initial is ignored beside a name.
  words := coalesce((SELECT array_agg(w) FROM unnest(words) w WHERE length(w) > 1), words);
  IF own_task_force IS NULL OR cardinality(words) NOT BETWEEN 1 AND 6 THEN RETURN; END IF;
  SELECT string_agg(format('%L', mark || 't' || w), ' & ')::tsquery, string_agg(format('(%s)', n.keys), ' & ')::tsquery,
         string_agg(format('(%s)', concat_ws(' | ', n.keys, s.keys)), ' & ')::tsquery
    INTO written, near, alike FROM unnest(words) w
   CROSS JOIN LATERAL (SELECT string_agg(format('%L', mark || k), ' | ') AS keys
                         FROM unnest(oversight.misspelling_keys(w) || ('t' || w)) k) n
   CROSS JOIN LATERAL (SELECT string_agg(format('%L', mark || k), ' | ') AS keys FROM unnest(oversight.sound_keys(w)) k) s;
  IF in_agency IS NOT NULL THEN
    written := written && of_agency_terms;
    alike := alike && of_agency_terms;
  END IF;
  RETURN QUERY
    SELECT n.record_id, n.kind, 'written_so', c.complaint_id, c.received_at::timestamptz, c.received_on, c.agency_id, c.state, c.type, c.source
      FROM search.names n JOIN search.complaints c ON c.complaint_id = n.complaint_id
     WHERE n.keys @@ written AND (NOT c.is_sealed OR sees_sealed)
           AND c.task_force_id = own_task_force AND coalesce(in_agency, c.agency_id) IN (c.agency_id, c.working_agency_id)
     LIMIT most;
  GET DIAGNOSTICS found = ROW_COUNT;
  RETURN QUERY
    SELECT n.record_id, n.kind, CASE WHEN n.keys @@ near THEN 'spelt_nearly' ELSE 'sounds_alike' END, c.complaint_id, c.received_at::timestamptz, c.received_on, c.agency_id, c.state, c.type, c.source
      FROM search.names n JOIN search.complaints c ON c.complaint_id = n.complaint_id
     WHERE n.keys @@ (alike && !!written) AND (NOT c.is_sealed OR sees_sealed)
           AND c.task_force_id = own_task_force AND coalesce(in_agency, c.agency_id) IN (c.agency_id, c.working_agency_id)
     LIMIT most - found;
  GET DIAGNOSTICS others = ROW_COUNT;
  IF found + others >= most THEN RETURN QUERY SELECT NULL::uuid, NULL::text, NULL::text, NULL::uuid, NULL::timestamptz, NULL::date, NULL::uuid, NULL::text, NULL::text, NULL::text; END IF;
END $$;
GRANT EXECUTE ON FUNCTION oversight.search_names(text, integer) TO tracker_app;
