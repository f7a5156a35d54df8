-- Returns the 25 strongest matches of identifier hashes with valid entries of the shared subject index, without those of one task force.
-- Entries of one case count as one, and a value in many entries is weaker. Sealed cases are left out.
CREATE OR REPLACE FUNCTION oversight.match_subject_index(hashes bytea[], excluded_task_force uuid, at timestamptz)
  RETURNS TABLE (entries uuid[], task_force_id uuid, agency_id uuid, complaint_id uuid, kinds text[], strength text)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  WITH valid AS (
    SELECT s.entry_id, s.kind, coalesce(s.hash_before, s.hash) AS value, e.task_force_id, e.agency_id, e.complaint_id
      FROM app.subject_index_identifiers s
      JOIN app.subject_index_entries e ON e.id = s.entry_id
      JOIN app.task_forces t ON t.id = e.task_force_id
      LEFT JOIN app.complaints c ON c.id = e.complaint_id
     WHERE (s.hash = ANY (match_subject_index.hashes) OR s.hash_before = ANY (match_subject_index.hashes))
       AND e.task_force_id <> match_subject_index.excluded_task_force
       AND e.state = 'approved' AND e.review_called_for IS NULL
       AND e.review_due_on >= (match_subject_index.at AT TIME ZONE t.zone)::date
       AND NOT coalesce(c.is_sealed OR c.is_expunged, false)
       AND NOT oversight.is_suspended(s.id)
  ), weighed AS (
    SELECT s.*, least(oversight.weight_of_kind(s.kind) / sqrt(count(*) OVER (PARTITION BY s.value)), 0.999) AS weight
      FROM valid s
  ), matches AS (
    SELECT array_agg(DISTINCT w.entry_id) AS entries, w.task_force_id, w.agency_id, w.complaint_id,
           array_agg(DISTINCT w.kind) AS kinds, 1 - exp(sum(ln(1 - w.weight))) AS score
      FROM (SELECT DISTINCT ON (coalesce(w.complaint_id, w.entry_id), w.value, w.entry_id) w.* FROM weighed w) w
     GROUP BY w.task_force_id, w.agency_id, w.complaint_id, coalesce(w.complaint_id, w.entry_id)
  )
  SELECT m.entries, m.task_force_id, m.agency_id, m.complaint_id, m.kinds,
         CASE WHEN m.score >= 0.75 THEN 'strong' WHEN m.score >= 0.4 THEN 'fair' ELSE 'weak' END
    FROM matches m
   ORDER BY m.score DESC, m.entries
   LIMIT 25;
END;
GRANT EXECUTE ON FUNCTION oversight.match_subject_index(bytea[], uuid, timestamptz) TO tracker_owner;
