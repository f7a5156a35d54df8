CREATE POLICY assistance_sessions_of_the_seat ON app.assistance_sessions
  USING (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())));
CREATE POLICY assistance_sessions_overseen ON app.assistance_sessions FOR SELECT TO tracker_oversight USING (true);
CREATE POLICY assistance_sessions_placed ON app.assistance_sessions FOR UPDATE TO tracker_oversight
  USING (true) WITH CHECK (true);
