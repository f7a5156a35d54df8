-- Returns the facts of one complaint and the operations that each counts to. A fact that counts elsewhere and reaches an operation by a tag
-- of this complaint has no count.
CREATE OR REPLACE FUNCTION oversight.facts_of(task_force uuid, complaint uuid)
  RETURNS TABLE (measure text, record_id uuid, agency_id uuid, day date, facets jsonb, n bigint, operation_ids uuid[])
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  WITH tagged AS MATERIALIZED (
    SELECT t.complaint_id, t.record_id, array_agg(DISTINCT t.operation_id) AS operation_ids
      FROM oversight.counted_by_tag(NULL, facts_of.complaint) t GROUP BY 1, 2
  )
  SELECT f.measure, f.record_id, f.agency_id, f.day, f.facets, f.n, coalesce(t.operation_ids, '{}')
    FROM oversight.facts_on_record('-infinity', 'infinity') f
    LEFT JOIN tagged t ON t.record_id = f.record_id
   WHERE f.task_force_id = facts_of.task_force AND f.complaint_id = facts_of.complaint
  UNION ALL
  SELECT f.measure, f.record_id, f.agency_id, f.day, f.facets, 0, t.operation_ids
    FROM tagged t
    JOIN oversight.facts_on_record('-infinity', 'infinity') f ON f.complaint_id = t.complaint_id AND f.record_id = t.record_id
   WHERE f.task_force_id = facts_of.task_force AND f.complaint_id <> facts_of.complaint;
END;
GRANT EXECUTE ON FUNCTION oversight.facts_of(uuid, uuid) TO tracker_eraser;
