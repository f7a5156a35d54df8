-- An update finds visible rows alone, by the policy of the complaint.
CREATE POLICY identity_destructions_approved ON app.identity_destructions FOR UPDATE TO tracker_owner
  USING (true) WITH CHECK (true);
CREATE POLICY identity_destructions_of_the_complaint ON app.identity_destructions
  USING (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.sees_sealed()) OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force()) AND (SELECT auth.role()) = 'supervisor'
         AND requested_by = (SELECT auth.account()) AND approved_by IS NULL
         AND ((SELECT auth.sees_sealed()) OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id)));
CREATE POLICY identity_destructions_purging ON app.identity_destructions TO tracker_eraser USING (true) WITH CHECK (false);
