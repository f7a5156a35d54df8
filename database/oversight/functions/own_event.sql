-- Returns an event if it belongs to the session.
CREATE OR REPLACE FUNCTION oversight.own_event(event uuid) RETURNS app.operation_events LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE own app.operation_events;
BEGIN
  SELECT e.* INTO own FROM app.operation_events e
   WHERE e.id = event AND e.task_force_id = auth.case_task_force() AND e.agency_id = coalesce(auth.agency(), e.agency_id);
  IF own.id IS NULL THEN
    RAISE EXCEPTION 'not an event of this session' USING ERRCODE = '42501';
  END IF;
  RETURN own;
END $$;
