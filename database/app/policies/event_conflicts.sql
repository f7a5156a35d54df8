CREATE POLICY event_conflicts_of_the_seat ON app.event_conflicts
  USING (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())));
CREATE POLICY event_conflicts_overseen ON app.event_conflicts FOR SELECT TO tracker_oversight USING (true);
