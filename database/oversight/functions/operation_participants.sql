-- Returns the participants of an operation: task forces, and agencies with a membership on a day of its window.
CREATE OR REPLACE FUNCTION oversight.operation_participants(operation uuid) RETURNS TABLE (task_forces bigint, agencies bigint)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE reader record := oversight.reader_seat();
BEGIN
  RETURN QUERY
  SELECT count(DISTINCT p.task_force_id), count(DISTINCT m.agency_id)
    FROM app.operations o
    JOIN app.operation_task_forces p ON p.operation_id = o.id
    LEFT JOIN app.agency_memberships m ON m.task_force_id = p.task_force_id AND m.kind <> 'non_member'
         AND m.began_on <= o.ends_on AND (m.ended_on IS NULL OR m.ended_on > o.starts_on)
   WHERE o.id = operation AND (reader.task_force IS NULL OR p.task_force_id = reader.task_force);
END $$;
GRANT EXECUTE ON FUNCTION oversight.operation_participants(uuid) TO tracker_app;
