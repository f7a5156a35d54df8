-- Returns the agencies with these ORIs, of any task force.
CREATE OR REPLACE FUNCTION oversight.agencies_with_ori(oris text[]) RETURNS TABLE (id uuid, task_force_id uuid, ori text)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT a.id, a.task_force_id, a.ori FROM app.agencies a WHERE a.ori = ANY (oris);
END;
GRANT EXECUTE ON FUNCTION oversight.agencies_with_ori(text[]) TO tracker_owner;
