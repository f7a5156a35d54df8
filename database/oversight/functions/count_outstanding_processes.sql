-- Counts the outstanding legal process of a complaint and of those merged into it, without expunged ones.
CREATE OR REPLACE FUNCTION oversight.count_outstanding_processes(complaint uuid) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT count(*) FROM app.matter_of(count_outstanding_processes.complaint) m (id) JOIN app.legal_processes p ON p.complaint_id = m.id
    JOIN app.complaints c ON c.id = p.complaint_id AND NOT c.is_expunged
   WHERE p.task_force_id = (SELECT auth.case_task_force()) AND p.outcome IS NULL AND p.voided_at IS NULL;
END;
GRANT EXECUTE ON FUNCTION oversight.count_outstanding_processes(uuid) TO tracker_owner;
