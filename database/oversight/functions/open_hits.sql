-- Counts the deconfliction hits of a complaint's matter that wait for an answer.
CREATE OR REPLACE FUNCTION oversight.open_hits(complaint uuid) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT count(*) FROM app.matter_of(open_hits.complaint) m (id) JOIN app.deconfliction_hits h ON h.complaint_id = m.id
   WHERE h.task_force_id = (SELECT auth.case_task_force()) AND h.answer IS NULL;
END;
GRANT EXECUTE ON FUNCTION oversight.open_hits(uuid) TO tracker_owner;
