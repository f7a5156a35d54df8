CREATE POLICY victim_inquiries_kept ON app.victim_inquiries TO tracker_owner USING (true) WITH CHECK (true);
CREATE POLICY victim_inquiries_of_the_complaint ON app.victim_inquiries
  USING (task_force_id = (SELECT auth.case_task_force()) AND (SELECT auth.role()) = 'supervisor'
         AND ((SELECT auth.sees_sealed()) OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id OFFSET 0)))
  WITH CHECK (false);
CREATE POLICY victim_inquiries_purging ON app.victim_inquiries TO tracker_eraser USING (true) WITH CHECK (false);
