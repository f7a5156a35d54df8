-- Counts the outstanding legal process of an investigation and of the complaints linked to it. Expunged complaints do not count.
CREATE OR REPLACE FUNCTION oversight.open_processes(investigation uuid) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT count(*)
    FROM (SELECT p.id FROM app.legal_processes p JOIN app.complaints c ON c.id = p.complaint_id AND NOT c.is_expunged
           WHERE p.task_force_id = (SELECT auth.case_task_force()) AND p.investigation_id = open_processes.investigation
             AND p.outcome IS NULL AND p.voided_at IS NULL
          UNION
          SELECT p.id FROM app.investigation_complaints l CROSS JOIN app.matter_of(l.complaint_id) m (id)
            JOIN app.legal_processes p ON p.complaint_id = m.id
            JOIN app.complaints c ON c.id = p.complaint_id AND NOT c.is_expunged
           WHERE l.investigation_id = open_processes.investigation AND l.ended_at IS NULL
             AND p.task_force_id = (SELECT auth.case_task_force()) AND p.outcome IS NULL AND p.voided_at IS NULL) still_out;
END;
GRANT EXECUTE ON FUNCTION oversight.open_processes(uuid) TO tracker_app;
