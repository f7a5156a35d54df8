-- Returns a complaint and all complaints merged into it, the deepest first, so that each is purged before its merge target.
CREATE OR REPLACE FUNCTION app.matter_of(complaint uuid) RETURNS SETOF uuid LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH RECURSIVE matter (id, task_force_id, depth) AS (
    SELECT c.id, c.task_force_id, 0 FROM app.complaints c WHERE c.id = matter_of.complaint
    UNION ALL
    SELECT c.id, c.task_force_id, m.depth + 1
      FROM matter m JOIN app.complaints c ON c.task_force_id = m.task_force_id AND c.merged_into = m.id
  )
  SELECT m.id FROM matter m ORDER BY m.depth DESC, m.id;
END;
GRANT EXECUTE ON FUNCTION app.matter_of(uuid) TO tracker_app, tracker_oversight, tracker_eraser;
