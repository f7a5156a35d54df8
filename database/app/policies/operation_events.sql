CREATE POLICY operation_events_of_the_seat ON app.operation_events
  USING (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())));
CREATE POLICY operation_events_overseen ON app.operation_events FOR SELECT TO tracker_oversight USING (true);
