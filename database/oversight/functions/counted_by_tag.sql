-- Returns the records that count by tag: all of one operation, or those of one complaint's matter for any operation. A tag counts the
-- primary record: the merge target with its offenders, and the records by which the same child or suspect is counted.
CREATE OR REPLACE FUNCTION oversight.counted_by_tag(of_operation uuid, of_complaint uuid)
  RETURNS TABLE (operation_id uuid, complaint_id uuid, record_id uuid) LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH RECURSIVE within (task_force_id, id) AS (
    SELECT c.task_force_id, c.id FROM app.complaints c WHERE c.id = counted_by_tag.of_complaint
    UNION
    SELECT w.task_force_id, n.id FROM within w CROSS JOIN LATERAL oversight.merged_with(w.id) n (id)
  ), tags AS (
    SELECT m.* FROM app.operation_members m WHERE m.operation_id = counted_by_tag.of_operation AND m.voided_at IS NULL
    UNION ALL
    SELECT m.* FROM within w JOIN app.operation_members m ON m.task_force_id = w.task_force_id AND m.complaint_id = w.id
     WHERE m.voided_at IS NULL
    UNION ALL
    SELECT m.* FROM within w JOIN app.arrests a ON a.task_force_id = w.task_force_id AND a.complaint_id = w.id
      JOIN app.operation_members m ON m.task_force_id = w.task_force_id AND m.arrest_id = a.id
     WHERE m.voided_at IS NULL
    UNION ALL
    SELECT m.* FROM within w JOIN app.victims_identified v ON v.task_force_id = w.task_force_id AND v.complaint_id = w.id
      JOIN app.operation_members m ON m.task_force_id = w.task_force_id AND m.victim_id = v.id
     WHERE m.voided_at IS NULL
  ), matters (operation_id, id) AS (
    SELECT t.operation_id, t.complaint_id FROM tags t WHERE t.complaint_id IS NOT NULL
    UNION
    SELECT m.operation_id, n.id FROM matters m CROSS JOIN LATERAL oversight.merged_with(m.id) n (id)
  )
  SELECT m.operation_id, m.id, m.id FROM matters m
  UNION ALL
  SELECT m.operation_id, first.complaint_id, first.id
    FROM matters m
    JOIN app.suspects s ON s.complaint_id = m.id AND s.voided_at IS NULL
    JOIN app.suspects first ON first.id = coalesce(s.same_person_as, s.id)
  UNION ALL
  SELECT t.operation_id, a.complaint_id, a.id FROM tags t JOIN app.arrests a ON a.id = t.arrest_id
  UNION ALL
  SELECT t.operation_id, first.complaint_id, first.id
    FROM tags t
    JOIN app.victims_identified v ON v.id = t.victim_id AND v.voided_at IS NULL
    JOIN app.victims_identified first ON first.id = coalesce(v.same_child_as, v.id)
  UNION ALL
  SELECT t.operation_id, NULL, t.presentation_id FROM tags t WHERE t.presentation_id IS NOT NULL;
END;
