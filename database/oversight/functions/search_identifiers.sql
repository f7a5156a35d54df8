-- Returns the complaints with these values, the latest logged first for each. A value that ends in @ matches any platform.
CREATE OR REPLACE FUNCTION oversight.search_identifiers(kinds text[], "values" text[], are_open boolean[], most integer)
  RETURNS TABLE (record_id uuid, kind text, detail text, complaint_id uuid, received_at timestamptz, received_on date, agency_id uuid,
                 state text, type text, source text) LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
  SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  own_task_force uuid := auth.case_task_force();
  in_agency uuid := auth.agency();
  sees_sealed boolean := auth.sees_sealed();
  seat tsquery := ('''' || coalesce(' a' || in_agency, ' f' || own_task_force) || '''')::tsquery;
  remaining integer := most;
  is_common boolean;
  stood uuid[];
BEGIN
  FOR n IN 1 .. coalesce(cardinality(kinds), 0) LOOP
    -- A very common value: a fixed number of rows is read, visible or not, and more are always reported. For any other value
    -- the seat filters first: neither the result nor its end depends on rows beyond the seat.
    IF are_open[n] THEN
      is_common := EXISTS (SELECT FROM search.common_values v
                            WHERE v.task_force_id = own_task_force AND v.normalised >= ("values"[n] || '@') COLLATE "C"
                              AND v.normalised < ("values"[n] || 'A') COLLATE "C" AND v.kind = kinds[n]);
      stood := ARRAY(SELECT o.id FROM app.identifiers o JOIN search.complaints c ON c.complaint_id = o.complaint_id
                      WHERE o.task_force_id = own_task_force AND o.normalised >= ("values"[n] || '@') COLLATE "C"
                        AND o.normalised < ("values"[n] || 'A') COLLATE "C" AND o.kind = kinds[n] AND o.voided_at IS NULL
                        AND (is_common OR ((NOT c.is_sealed OR sees_sealed)
           AND c.task_force_id = own_task_force AND coalesce(in_agency, c.agency_id) IN (c.agency_id, c.working_agency_id)))
                      LIMIT remaining);
    ELSE
      is_common := EXISTS (SELECT FROM search.common_values v
                            WHERE v.task_force_id = own_task_force AND v.normalised = "values"[n] COLLATE "C" AND v.kind = kinds[n]);
      stood := ARRAY(SELECT o.id FROM app.identifiers o JOIN search.complaints c ON c.complaint_id = o.complaint_id
                      WHERE o.task_force_id = own_task_force AND o.normalised = "values"[n] COLLATE "C" AND o.kind = kinds[n]
                        AND o.voided_at IS NULL AND (is_common OR ((NOT c.is_sealed OR sees_sealed)
           AND c.task_force_id = own_task_force AND coalesce(in_agency, c.agency_id) IN (c.agency_id, c.working_agency_id)))
                      ORDER BY o.complaint_id DESC LIMIT remaining);
    END IF;
    RETURN QUERY
      SELECT i.id, i.kind, i.role, c.complaint_id, c.received_at::timestamptz, c.received_on, c.agency_id, c.state, c.type, c.source
        FROM app.identifiers i JOIN search.complaints c ON c.complaint_id = i.complaint_id
       WHERE i.id = ANY (stood) AND (NOT c.is_sealed OR sees_sealed)
           AND c.task_force_id = own_task_force AND coalesce(in_agency, c.agency_id) IN (c.agency_id, c.working_agency_id);
    remaining := remaining - cardinality(stood);
    IF is_common THEN RETURN QUERY SELECT NULL::uuid, NULL::text, NULL::text, NULL::uuid, NULL::timestamptz, NULL::date, NULL::uuid, NULL::text, NULL::text, NULL::text; END IF;
    IF remaining <= 0 THEN
      RETURN QUERY SELECT NULL::uuid, NULL::text, NULL::text, NULL::uuid, NULL::timestamptz, NULL::date, NULL::uuid, NULL::text, NULL::text, NULL::text;
      RETURN;
    END IF;
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION oversight.search_identifiers(text[], text[], boolean[], integer) TO tracker_app;
