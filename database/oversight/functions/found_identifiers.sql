-- Returns those of these identifiers that still exist, and their complaints.
CREATE OR REPLACE FUNCTION oversight.found_identifiers(identifiers uuid[]) RETURNS TABLE (id uuid, task_force_id uuid, complaint_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT i.id, i.task_force_id, i.complaint_id FROM app.identifiers i WHERE i.id = ANY (found_identifiers.identifiers);
END;
GRANT EXECUTE ON FUNCTION oversight.found_identifiers(uuid[]) TO tracker_owner;
