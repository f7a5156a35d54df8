CREATE POLICY trainings_of_the_seat ON app.trainings
  USING (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())));
CREATE POLICY trainings_overseen ON app.trainings FOR SELECT TO tracker_oversight USING (true);
