-- Returns the events of any agency and task force that conflict with an event: contact, kind, rough distance and hours between. It answers
-- and records only for the check of this transaction, so no answer lacks its trail entry.
CREATE OR REPLACE FUNCTION oversight.conflicting_events(question uuid)
  RETURNS TABLE (kind text, agency text, task_force text, phone text, email text, distance text, hours_apart integer)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  asked app.event_conflict_checks;
  own   app.operation_events;
BEGIN
  SELECT c.* INTO asked FROM app.event_conflict_checks c
   WHERE c.id = question AND c.asked_by = auth.account() AND c.xmin = pg_current_xact_id()::xid;
  own := oversight.own_event(asked.event_id);
  RETURN QUERY
  WITH near AS MATERIALIZED (
    SELECT n.*, rough.distance, rough.hours_apart
      FROM oversight.events_near(own, asked.within_kilometres, asked.within_hours) n
     CROSS JOIN LATERAL oversight.approximate_distance(n.kilometres, n.time_between) rough
     ORDER BY n.time_between, n.kilometres NULLS LAST, n.event_id
     LIMIT 200
  ), hits AS (
    INSERT INTO app.event_conflicts (id, task_force_id, agency_id, check_id, of_task_force_id, event_id, kind, distance, hours_apart)
    SELECT gen_random_uuid(), asked.task_force_id, asked.agency_id, asked.id, a.task_force_id, n.event_id, own.kind, n.distance,
           n.hours_apart
      FROM near n JOIN app.agencies a ON a.id = n.agency_id
  )
  SELECT n.kind, c.agency, c.task_force, c.phone, c.email, n.distance, n.hours_apart
    FROM near n CROSS JOIN LATERAL oversight.contact_of_unit(n.agency_id) c
   ORDER BY n.time_between, n.kilometres NULLS LAST, n.event_id;
END $$;
GRANT EXECUTE ON FUNCTION oversight.conflicting_events(uuid) TO tracker_app;
