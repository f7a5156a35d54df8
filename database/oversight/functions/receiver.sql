-- Returns an agency of any task force as a possible receiver: its task force and name, and whether it has an agreement.
CREATE OR REPLACE FUNCTION oversight.receiver(agency uuid, day date)
  RETURNS TABLE (task_force_id uuid, name text, has_agreement boolean) LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT a.task_force_id, a.name, oversight.has_agreement(a.id, receiver.day)
    FROM app.agencies a WHERE a.id = receiver.agency AND auth.case_task_force() IS NOT NULL;
END;
GRANT EXECUTE ON FUNCTION oversight.receiver(uuid, date) TO tracker_owner, tracker_app;
