-- Returns the complaints behind a backlog figure, the earliest received first, as far as the reader sees them. The national seat sees none.
CREATE OR REPLACE FUNCTION oversight.waiting(at timestamptz, of_agency uuid, of_priority integer, of_source text, of_state text,
                                  least_days integer, most_days integer, concern text, target_hours integer[],
                                  after_at timestamptz, after_id uuid, most integer)
  RETURNS TABLE (complaint_id uuid, age_days integer, is_past_target boolean, is_overdue boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  reader record := oversight.reader_seat();
  is_shown boolean := auth.sees_sealed();
BEGIN
  IF reader.task_force IS NULL THEN RETURN; END IF;
  RETURN QUERY
  SELECT o.complaint_id, o.age_days, o.is_past_target, o.is_overdue
    FROM oversight.open_complaints(waiting.at, target_hours) o
   WHERE o.task_force_id = reader.task_force
     AND (reader.agency IS NULL OR o.agency_id = reader.agency)
     AND (of_agency IS NULL OR o.agency_id = of_agency)
     AND (of_priority IS NULL OR o.priority = of_priority)
     AND (of_source IS NULL OR o.source = of_source)
     AND (of_state IS NULL OR o.state = of_state)
     AND o.age_days BETWEEN coalesce(least_days, 0) AND coalesce(most_days, o.age_days)
     AND CASE concern WHEN 'past_target' THEN o.is_past_target WHEN 'overdue' THEN o.is_overdue
                   WHEN 'expiring' THEN o.is_expiring WHEN 'expired' THEN o.has_expired ELSE true END
     AND (is_shown OR NOT o.is_sealed)
     AND (after_at IS NULL OR (o.received_at, o.complaint_id) > (after_at, after_id))
   ORDER BY o.received_at, o.complaint_id LIMIT most;
END $$;
GRANT EXECUTE ON FUNCTION oversight.waiting(timestamptz, uuid, integer, text, text, integer, integer, text, integer[], timestamptz, uuid,
  integer) TO tracker_app;
