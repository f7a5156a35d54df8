CREATE POLICY purged_complaints_of_the_seat ON app.purged_complaints
  USING (task_force_id = (SELECT auth.case_task_force())
         AND coalesce((SELECT auth.agency()), agency_id) = agency_id
         AND (NOT was_sealed OR (SELECT auth.sees_sealed())))
  WITH CHECK (false);
CREATE POLICY purged_complaints_overseen ON app.purged_complaints FOR SELECT TO tracker_oversight USING (true);
CREATE POLICY purged_complaints_purging ON app.purged_complaints TO tracker_eraser USING (true) WITH CHECK (true);
