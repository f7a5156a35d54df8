-- Returns the checks that found this event, each of their events once, as last reported. Later changes of either event change nothing here.
CREATE OR REPLACE FUNCTION oversight.conflict_notices(event uuid)
  RETURNS TABLE (kind text, agency text, task_force text, phone text, email text, distance text, hours_apart integer,
                 asked_at timestamptz)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE own app.operation_events := oversight.own_event(event);
BEGIN
  RETURN QUERY
  SELECT h.kind, u.agency, u.task_force, u.phone, u.email, h.distance, h.hours_apart, h.asked_at
    FROM (SELECT DISTINCT ON (c.event_id) c.event_id AS by_event, hit.agency_id, hit.kind, hit.distance, hit.hours_apart, c.asked_at
            FROM app.event_conflicts hit JOIN app.event_conflict_checks c ON c.id = hit.check_id
           WHERE hit.event_id = own.id
           ORDER BY c.event_id, c.asked_at DESC, c.id DESC) h
   CROSS JOIN LATERAL oversight.contact_of_unit(h.agency_id) u
   ORDER BY h.asked_at DESC, h.by_event
   LIMIT 200;
END $$;
GRANT EXECUTE ON FUNCTION oversight.conflict_notices(uuid) TO tracker_app;
