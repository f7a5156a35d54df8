-- Returns the facts that a performance report counts in a period or an operation, for the task force's seat.
CREATE OR REPLACE FUNCTION oversight.counted_for_report(from_on date, until_on date, of_operation uuid, measures text[])
  RETURNS TABLE (measure text, record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint, historical text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  reader record := oversight.reader_seat();
  own_task_force uuid := reader.task_force;
  is_tagged boolean := EXISTS (SELECT FROM app.operations o WHERE o.id = of_operation AND o.membership = 'tagged');
BEGIN
  IF own_task_force IS NULL OR reader.agency IS NOT NULL THEN
    RAISE EXCEPTION 'not at the seat of a task force' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
  SELECT f.measure, f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, NULL::text
    FROM oversight.facts(CASE WHEN is_tagged THEN '-infinity' ELSE counted_for_report.from_on END,
                         CASE WHEN is_tagged THEN 'infinity' ELSE counted_for_report.until_on END) f
   WHERE f.task_force_id = own_task_force AND f.measure = ANY (measures)
     AND (NOT is_tagged
          OR f.record_id IN (SELECT t.record_id FROM oversight.counted_by_tag(of_operation, NULL) t)
          OR f.record_id IN (SELECT p.record_id FROM app.purged_counts p WHERE of_operation = ANY (p.operation_ids)));
  IF of_operation IS NULL THEN
    RETURN QUERY
    SELECT c.measure, c.id, NULL::uuid, NULL::uuid, c.from_on, jsonb_strip_nulls(jsonb_build_object('type', c.type, 'mode', c.mode)),
           c.value, c.precision
      FROM oversight.historical_totals_in(counted_for_report.from_on, counted_for_report.until_on, NULL, NULL, false) c
     WHERE c.measure = ANY (measures);
  END IF;
  IF 'staffing' = ANY (measures) THEN
    RETURN QUERY SELECT 'staffing', s.*, NULL::text FROM oversight.staffing_at_end(own_task_force, counted_for_report.until_on) s;
  END IF;
  IF 'agencies_participating' = ANY (measures) THEN
    RETURN QUERY SELECT 'agencies_participating', s.*, NULL::text
      FROM oversight.agencies_participating(own_task_force, counted_for_report.from_on, counted_for_report.until_on) s;
  END IF;
  IF 'persons_arrested' = ANY (measures) THEN
    RETURN QUERY SELECT 'persons_arrested', s.*, NULL::text
      FROM oversight.persons_arrested(own_task_force, counted_for_report.from_on, counted_for_report.until_on) s;
  END IF;
  IF 'investigations_open_at_end' = ANY (measures) THEN
    RETURN QUERY SELECT 'investigations_open_at_end', s.*, NULL::text
      FROM oversight.investigations_open_at_end(own_task_force, counted_for_report.until_on) s;
  END IF;
  IF 'sentences' = ANY (measures) THEN
    RETURN QUERY SELECT 'sentences', s.*, NULL::text
      FROM oversight.sentences(own_task_force, counted_for_report.from_on, counted_for_report.until_on) s;
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION oversight.counted_for_report(date, date, uuid, text[]) TO tracker_app;
