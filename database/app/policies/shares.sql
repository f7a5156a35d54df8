CALL app.add_complaint_policies('app.shares', is_overseen => true);
CREATE POLICY shares_received ON app.shares FOR SELECT
  USING (to_task_force_id = (SELECT auth.case_task_force()) AND coalesce((SELECT auth.agency()), to_agency_id) = to_agency_id);
