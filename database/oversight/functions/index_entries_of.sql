-- Returns the index entries with the value of an identifier.
CREATE OR REPLACE FUNCTION oversight.index_entries_of(identifier uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT s.id FROM app.identifiers claimed
    JOIN app.identifiers i ON i.task_force_id = claimed.task_force_id AND i.normalised = claimed.normalised AND i.kind = claimed.kind
    JOIN app.subject_index_identifiers s ON s.task_force_id = i.task_force_id AND s.identifier_id = i.id
   WHERE claimed.id = index_entries_of.identifier AND s.ended_at IS NULL;
END;
GRANT EXECUTE ON FUNCTION oversight.index_entries_of(uuid) TO tracker_owner;
