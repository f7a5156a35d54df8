-- Opens a cursor on the records that count in a range of days, as far as the session's seat sees them. A function would hold a million rows
-- before it returned the first. The cursor reads one snapshot. Purged records count without a reference; sealed complaints appear to those
-- who see them.
CREATE OR REPLACE FUNCTION oversight.open_records(from_on date, until_on date, of_measure text, opened refcursor) RETURNS void
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  reader record := oversight.reader_seat();
  is_shown boolean := auth.sees_sealed();
BEGIN
  IF reader.task_force IS NULL THEN RAISE EXCEPTION 'no records for this seat' USING ERRCODE = '42501'; END IF;
  OPEN opened NO SCROLL FOR
  SELECT f.measure, f.record_id,
         CASE WHEN reader.agency IS NULL OR reader.agency IN (c.agency_id, c.working_agency_id) THEN c.reference END AS complaint,
         f.day, a.name AS agency, f.facets::text AS facets, f.n
    FROM oversight.facts(from_on, until_on) f
    JOIN app.agencies a ON a.id = f.agency_id
    LEFT JOIN app.complaints c ON c.id = f.complaint_id
    LEFT JOIN app.purged_complaints p ON p.complaint_id = f.complaint_id AND p.task_force_id = reader.task_force
   WHERE f.task_force_id = reader.task_force
     AND (reader.agency IS NULL OR f.agency_id = reader.agency)
     AND (of_measure IS NULL OR f.measure = of_measure)
     AND (is_shown OR (c.is_sealed IS NOT TRUE AND p.was_sealed IS NOT TRUE));
END $$;
GRANT EXECUTE ON FUNCTION oversight.open_records(date, date, text, refcursor) TO tracker_app;
