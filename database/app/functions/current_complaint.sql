-- Returns the complaint in which a merged one continues, over any number of merges.
CREATE OR REPLACE FUNCTION app.current_complaint(complaint uuid) RETURNS uuid LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH RECURSIVE way (id, merged_into, steps) AS (
    SELECT c.id, c.merged_into, 0 FROM app.complaints c WHERE c.id = current_complaint.complaint
    UNION ALL
    SELECT c.id, c.merged_into, w.steps + 1 FROM way w JOIN app.complaints c ON c.id = w.merged_into
  )
  SELECT w.id FROM way w ORDER BY w.steps DESC LIMIT 1;
END;
GRANT EXECUTE ON FUNCTION app.current_complaint(uuid) TO tracker_app;
