-- Returns complaints with this reference, with one that begins so from its third digit on, or with this number from their source.
CREATE OR REPLACE FUNCTION oversight.search_references(sought text, sources text[], most integer)
  RETURNS TABLE (record_id uuid, kind text, detail text, complaint_id uuid, received_at timestamptz, received_on date, agency_id uuid,
                 state text, type text, source text) LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10
  SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  own_task_force uuid := auth.case_task_force();
  in_agency uuid := auth.agency();
  sees_sealed boolean := auth.sees_sealed();
  seat tsquery := ('''' || coalesce(' a' || in_agency, ' f' || own_task_force) || '''')::tsquery;
  written text := upper(sought);
BEGIN
  RETURN QUERY
    SELECT c.complaint_id, 'reference', CASE WHEN c.reference = written THEN 'whole' ELSE 'beginning' END, c.complaint_id, c.received_at::timestamptz, c.received_on, c.agency_id, c.state, c.type, c.source
      FROM search.complaints c
     WHERE c.task_force_id = own_task_force AND written ~ '^[A-Z0-9-]+-[0-9]{3,}$'
       AND c.reference >= written AND c.reference < (written || ':') AND (NOT c.is_sealed OR sees_sealed)
           AND c.task_force_id = own_task_force AND coalesce(in_agency, c.agency_id) IN (c.agency_id, c.working_agency_id)
     LIMIT most;
  RETURN QUERY
    SELECT c.complaint_id, 'external_reference', 'whole', c.complaint_id, c.received_at::timestamptz, c.received_on, c.agency_id, c.state, c.type, c.source
      FROM app.complaints o JOIN search.complaints c ON c.complaint_id = o.id
     WHERE o.task_force_id = own_task_force AND o.source = ANY (sources) AND o.external_reference = sought
       AND NOT o.is_expunged AND (NOT c.is_sealed OR sees_sealed)
           AND c.task_force_id = own_task_force AND coalesce(in_agency, c.agency_id) IN (c.agency_id, c.working_agency_id);
END $$;
GRANT EXECUTE ON FUNCTION oversight.search_references(text, text[], integer) TO tracker_app;
