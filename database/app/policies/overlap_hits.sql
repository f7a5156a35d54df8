-- Row security of app.overlap_hits.
CREATE POLICY overlap_hits_of_the_seat ON app.overlap_hits
  USING (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force())
         AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())));
CREATE POLICY overlap_hits_overseen ON app.overlap_hits FOR SELECT TO tracker_oversight USING (true);
