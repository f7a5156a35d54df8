-- Returns the complaints behind a number of unworked complaints, the earliest received first, as far as the reader sees them. The national
-- seat sees none.
CREATE OR REPLACE FUNCTION oversight.unworked_list(from_on date, until_on date, of_agency uuid, of_priority text, of_reason text,
                                       of_disposition text, after_at timestamptz, after_id uuid, most integer)
  RETURNS TABLE (complaint_id uuid, reason text, since timestamptz)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  reader record := oversight.reader_seat();
  is_shown boolean := auth.sees_sealed();
BEGIN
  IF reader.task_force IS NULL THEN RETURN; END IF;
  RETURN QUERY
  SELECT u.complaint_id, u.reason, u.since
    FROM oversight.unworked_complaints(unworked_list.from_on, unworked_list.until_on) u
   WHERE u.task_force_id = reader.task_force
     AND (reader.agency IS NULL OR u.agency_id = reader.agency)
     AND (of_agency IS NULL OR u.agency_id = of_agency)
     AND (of_priority IS NULL OR coalesce(u.priority::text, 'none') = of_priority)
     AND (of_reason IS NULL OR u.reason = of_reason)
     AND (of_disposition IS NULL OR u.disposition = of_disposition)
     AND (is_shown OR NOT u.is_sealed)
     AND (after_at IS NULL OR (u.received_at, u.complaint_id) > (after_at, after_id))
   ORDER BY u.received_at, u.complaint_id LIMIT most;
END $$;
GRANT EXECUTE ON FUNCTION oversight.unworked_list(date, date, uuid, text, text, text, timestamptz, uuid, integer) TO tracker_app;
