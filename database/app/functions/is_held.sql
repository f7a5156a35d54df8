-- Whether a legal hold covers a complaint, its merge target or another complaint of the matter.
CREATE OR REPLACE FUNCTION app.is_held(complaint uuid) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH RECURSIVE upwards (id, merged_into) AS (
    SELECT c.id, c.merged_into FROM app.complaints c WHERE c.id = is_held.complaint
    UNION
    SELECT c.id, c.merged_into FROM upwards u JOIN app.complaints c ON c.id = u.merged_into
  )
  SELECT EXISTS (SELECT FROM upwards u CROSS JOIN LATERAL app.matter_of(u.id) m (id)
                   JOIN app.legal_holds h ON h.complaint_id = m.id AND h.lifted_at IS NULL);
END;
GRANT EXECUTE ON FUNCTION app.is_held(uuid) TO tracker_app, tracker_eraser;
