-- Returns the matters of several complaints: each complaint, with the ids of the complaint in which it continues and of all merged into that.
-- One statement reads them, because a page of complaints would call app.matter_of and app.current_complaint for each.
CREATE OR REPLACE FUNCTION app.matters_of(complaints uuid[]) RETURNS TABLE (complaint uuid, id uuid) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH RECURSIVE way (complaint, id, task_force_id, merged_into, steps) AS (
    SELECT c.id, c.id, c.task_force_id, c.merged_into, 0 FROM app.complaints c WHERE c.id = ANY (matters_of.complaints)
    UNION ALL
    SELECT w.complaint, c.id, c.task_force_id, c.merged_into, w.steps + 1 FROM way w JOIN app.complaints c ON c.id = w.merged_into
  ), matter (complaint, id, task_force_id) AS (
    SELECT w.complaint, w.id, w.task_force_id
      FROM (SELECT DISTINCT ON (s.complaint) s.complaint, s.id, s.task_force_id FROM way s ORDER BY s.complaint, s.steps DESC) w
    UNION ALL
    SELECT m.complaint, c.id, c.task_force_id
      FROM matter m JOIN app.complaints c ON c.task_force_id = m.task_force_id AND c.merged_into = m.id
  )
  SELECT m.complaint, m.id FROM matter m;
END;
GRANT EXECUTE ON FUNCTION app.matters_of(uuid[]) TO tracker_app;
