-- Returns the complaint that a complaint was merged into, and those that were merged into it.
CREATE OR REPLACE FUNCTION oversight.merged_with(complaint uuid) RETURNS SETOF uuid LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT c.merged_into FROM app.complaints c WHERE c.id = merged_with.complaint AND c.merged_into IS NOT NULL
  UNION ALL
  SELECT k.id FROM app.complaints c JOIN app.complaints k ON k.task_force_id = c.task_force_id AND k.merged_into = c.id
   WHERE c.id = merged_with.complaint;
END;
