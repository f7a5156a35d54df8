CREATE POLICY packets_of_the_case ON app.packets
  USING (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.sees_sealed())
              OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id OFFSET 0)
              OR EXISTS (SELECT FROM app.investigations i WHERE i.id = investigation_id OFFSET 0)))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.sees_sealed())
              OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id OFFSET 0)
              OR EXISTS (SELECT FROM app.investigations i WHERE i.id = investigation_id OFFSET 0)));
CREATE POLICY packets_purging ON app.packets TO tracker_eraser USING (true) WITH CHECK (false);
