CREATE POLICY operation_members_of_the_seat ON app.operation_members
  USING (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.sees_sealed())
              OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id OFFSET 0)
              OR EXISTS (SELECT FROM app.arrests a WHERE a.id = arrest_id OFFSET 0)
              OR EXISTS (SELECT FROM app.victims_identified v WHERE v.id = victim_id OFFSET 0)
              OR EXISTS (SELECT FROM app.presentations p WHERE p.id = presentation_id OFFSET 0)))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.sees_sealed())
              OR EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id OFFSET 0)
              OR EXISTS (SELECT FROM app.arrests a WHERE a.id = arrest_id OFFSET 0)
              OR EXISTS (SELECT FROM app.victims_identified v WHERE v.id = victim_id OFFSET 0)
              OR EXISTS (SELECT FROM app.presentations p WHERE p.id = presentation_id OFFSET 0)));
CREATE POLICY operation_members_overseen ON app.operation_members FOR SELECT TO tracker_oversight USING (true);
CREATE POLICY operation_members_purging ON app.operation_members TO tracker_eraser USING (true) WITH CHECK (false);
