CREATE POLICY event_conflict_checks_of_the_seat ON app.event_conflict_checks
  USING (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())));
CREATE POLICY event_conflict_checks_overseen ON app.event_conflict_checks FOR SELECT TO tracker_oversight USING (true);
