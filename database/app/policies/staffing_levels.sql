CREATE POLICY staffing_levels_of_the_seat ON app.staffing_levels
  USING (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())));
CREATE POLICY staffing_levels_overseen ON app.staffing_levels FOR SELECT TO tracker_oversight USING (true);
