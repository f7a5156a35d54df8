CREATE POLICY complaints_handed_over ON app.complaints FOR UPDATE TO tracker_oversight
  USING (state IN ('transfer_pending', 'triaged') OR transferred_to IS NOT NULL) WITH CHECK (true);
-- An agency sees the complaints that it owns or works, a task force all of its own, the national seat none.
CREATE POLICY complaints_of_the_seat ON app.complaints
  USING (task_force_id = (SELECT auth.case_task_force())
         AND coalesce((SELECT auth.agency()), agency_id) IN (agency_id, working_agency_id)
         AND (NOT is_sealed OR (SELECT auth.sees_sealed())))
  WITH CHECK (task_force_id = (SELECT auth.case_task_force())
         AND coalesce((SELECT auth.agency()), agency_id) IN (agency_id, working_agency_id)
         AND (NOT is_sealed OR (SELECT auth.sees_sealed())));
CREATE POLICY complaints_overseen ON app.complaints FOR SELECT TO tracker_oversight USING (true);
CREATE POLICY complaints_purging ON app.complaints TO tracker_eraser USING (true) WITH CHECK (false);
CREATE POLICY complaints_taken_over ON app.complaints FOR INSERT TO tracker_oversight WITH CHECK (state = 'received');
