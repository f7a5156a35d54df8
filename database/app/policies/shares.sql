CALL app.guard_by_complaint('app.shares');
CREATE POLICY shares_overseen ON app.shares FOR SELECT TO tracker_oversight USING (true);
CREATE POLICY shares_received ON app.shares FOR SELECT
  USING (to_task_force_id = (SELECT auth.case_task_force()) AND coalesce((SELECT auth.agency()), to_agency_id) = to_agency_id);
