-- Counts the disclosures of a period by basis, kind and recipient, on the day of the complaint's task force. A reader gets those of
-- complaints whose disclosures it may list, the national seat all.
CREATE OR REPLACE FUNCTION oversight.disclosed(from_on date, until_on date)
  RETURNS TABLE (basis text, what text, recipient text, disclosures integer)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  reader record := oversight.reader_seat();
  is_shown boolean := reader.task_force IS NULL OR auth.sees_sealed();
BEGIN
  RETURN QUERY
  SELECT d.basis, d.what,
         CASE WHEN d.recipient_task_force_id IS NULL THEN 'outside' WHEN d.recipient_task_force_id = d.task_force_id
              THEN 'own_task_force' ELSE 'other_task_force' END,
         count(*)::integer
    FROM app.disclosures d
    JOIN app.task_forces f ON f.id = d.task_force_id
    JOIN app.complaints c ON c.id = d.complaint_id
   WHERE (d.disclosed_at AT TIME ZONE f.zone)::date >= disclosed.from_on
     AND (d.disclosed_at AT TIME ZONE f.zone)::date < disclosed.until_on
     AND (reader.task_force IS NULL OR d.task_force_id = reader.task_force)
     AND (reader.agency IS NULL OR reader.agency IN (c.agency_id, c.working_agency_id))
     AND (is_shown OR NOT c.is_sealed)
   GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
END $$;
GRANT EXECUTE ON FUNCTION oversight.disclosed(date, date) TO tracker_app;
