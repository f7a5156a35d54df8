-- Whether other records of the task force refer to this child or suspect as the primary record, including those the session does not see.
CREATE OR REPLACE FUNCTION oversight.is_primary_record(record uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  RETURN EXISTS (SELECT FROM app.victims_identified v
                  WHERE v.task_force_id = (SELECT auth.case_task_force()) AND v.same_child_as = record AND v.voided_at IS NULL)
      OR EXISTS (SELECT FROM app.suspects s
                  WHERE s.task_force_id = (SELECT auth.case_task_force()) AND s.same_person_as = record AND s.voided_at IS NULL);
GRANT EXECUTE ON FUNCTION oversight.is_primary_record(uuid) TO tracker_app;
