-- Row security of app.purged.
CREATE POLICY purged_of_the_seat ON app.purged
  USING (task_force_id = (SELECT auth.case_task_force())
         AND coalesce((SELECT auth.agency()), agency_id) = agency_id
         AND (NOT was_sealed OR (SELECT auth.sees_sealed())))
  WITH CHECK (false);
CREATE POLICY purged_overseen ON app.purged FOR SELECT TO tracker_oversight USING (true);
CREATE POLICY purged_purging ON app.purged TO tracker_eraser USING (true) WITH CHECK (true);
