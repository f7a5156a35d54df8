-- Returns the complaint of a reference, which begins with the code of its task force. The caller checks whether the session may ask about it.
CREATE OR REPLACE FUNCTION oversight.complaint_with_reference(entered text) RETURNS TABLE (id uuid, reference text)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT c.id, c.reference
    FROM app.task_forces t
    JOIN app.complaints c ON c.task_force_id = t.id AND c.reference = upper(entered);
END;
GRANT EXECUTE ON FUNCTION oversight.complaint_with_reference(text) TO tracker_owner;
