CREATE POLICY purged_counts_of_the_purged ON app.purged_counts
  USING (task_force_id = (SELECT auth.case_task_force())
         AND EXISTS (SELECT FROM app.purged_complaints p
                      WHERE p.task_force_id = purged_counts.task_force_id AND p.complaint_id = purged_counts.complaint_id))
  WITH CHECK (false);
CREATE POLICY purged_counts_overseen ON app.purged_counts FOR SELECT TO tracker_oversight USING (true);
CREATE POLICY purged_counts_purging ON app.purged_counts TO tracker_eraser USING (true) WITH CHECK (true);
