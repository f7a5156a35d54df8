-- Returns the child's record as the session sees it, and whether it may work the case. Row security binds the owner of this function.
CREATE OR REPLACE FUNCTION vault.find_child(victim uuid) RETURNS TABLE (task_force_id uuid, complaint_id uuid, is_worked boolean)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT v.task_force_id, v.complaint_id,
         coalesce(auth.role() = 'supervisor' OR c.investigator_id IS NULL OR c.investigator_id = auth.account(), false)
    FROM app.victims_identified v JOIN app.complaints c ON c.id = v.complaint_id WHERE v.id = victim;
END;
